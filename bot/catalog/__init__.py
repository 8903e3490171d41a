"""The catalogue of service items: knowledge files -> validated, dated, localised objects.

Knows neither Rasa nor a database session. Entry points: ``loader.load_catalog`` and
``lint.lint_paths``.
"""
