"""Groups of commands of ``shuhui``, one module each; bot/cli.py adds them."""
