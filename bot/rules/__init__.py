"""The rule language: three-valued evaluation of eligibility conditions.

Pure Python: no Rasa, no database, no file is read here. See README.md in this folder.
"""
