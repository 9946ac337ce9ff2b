-- What the application may do with the tables. Run after every `flask db upgrade` and every restore, as the owner:
--   psql -v ON_ERROR_STOP=1 -h HOST -d madoguchi -U madoguchi_owner -f deploy/sql/grants.sql
-- Before web and worker are started: a table made by a migration or a restore has no grant until then.

GRANT USAGE ON SCHEMA public TO madoguchi_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO madoguchi_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO madoguchi_app;

-- The record of who did what, its seals, what was deleted, how each agency came to its state: added to and read.
REVOKE UPDATE, DELETE ON
    acquisition_deletion,
    audit_event,
    audit_seal,
    deletion_log,
    participation_event
FROM madoguchi_app;

-- Who was told what by law: settled by a second person, never taken away.
REVOKE DELETE ON use_extract FROM madoguchi_app;

-- The version of the schema is the owner's.
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM madoguchi_app;
