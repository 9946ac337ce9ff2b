-- The roles of the database (PostgreSQL 15+). Run once, as a superuser, in the database `madoguchi`:
--   psql -v ON_ERROR_STOP=1 -d madoguchi -f deploy/sql/roles.sql
-- Passwords are set by hand afterwards (\password madoguchi_app): they stand in no file of the release.
--
-- madoguchi_owner   owns the schema and every table (a restore makes both anew); used by `flask db upgrade` and by a
--                   restore, and by nothing else
-- madoguchi_app     web and worker: rows, no tables; what is audit it can add to and read, never change or delete
-- madoguchi_report  reads the figures' plain columns through whatever views an installation grants it; nothing by default

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['madoguchi_owner', 'madoguchi_app', 'madoguchi_report'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION', name);
        END IF;
    END LOOP;
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO madoguchi_owner;
GRANT USAGE ON SCHEMA public TO madoguchi_app;

DO $$
BEGIN
    EXECUTE format('GRANT CREATE ON DATABASE %I TO madoguchi_owner', current_database());
END
$$;
