"""Storage through SQLAlchemy: SQLite by default, PostgreSQL by SHUHUI_DATABASE_URL."""
