"""Measurements of 蜀惠 beside the default Rasa bot; ``make bench`` runs `bench.speed`."""
