-- What in the catalogue breaks the separation of municipalities: one line of text per fault, none when all is
-- right (row T4 of the fault list). Parameters: shared (names of untenanted tables), role (the application's).
WITH tables AS (
  SELECT c.oid, c.relname AS name, c.relrowsecurity AS secured, c.relforcerowsecurity AS forced
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL(%(shared)s)
), kept AS (
  SELECT t.*, a.attnum FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'municipality_id' AND NOT a.attisdropped
)
SELECT 'no municipality_id: ' || name FROM tables WHERE oid NOT IN (SELECT oid FROM kept)
UNION ALL SELECT 'municipality_id may be null: ' || name FROM kept JOIN pg_attribute a ON a.attrelid = kept.oid AND a.attnum = kept.attnum WHERE NOT a.attnotnull
UNION ALL SELECT 'row security not on and forced: ' || name FROM kept WHERE NOT (secured AND forced)
UNION ALL SELECT 'no policy: ' || name FROM kept WHERE NOT EXISTS (
  SELECT 1 FROM pg_policy p WHERE p.polrelid = kept.oid AND p.polcmd = '*' AND p.polpermissive
  AND pg_get_expr(p.polqual, p.polrelid) LIKE '%%app.municipality%%' AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%%app.municipality%%')
UNION ALL SELECT 'more than one policy: ' || name FROM kept WHERE (SELECT count(*) FROM pg_policy p WHERE p.polrelid = kept.oid) > 1
UNION ALL SELECT 'plain foreign key: ' || kept.name || ' (' || f.conname || ')' FROM kept JOIN pg_constraint f ON f.conrelid = kept.oid AND f.contype = 'f'
  JOIN kept target ON target.oid = f.confrelid WHERE NOT (kept.attnum = ANY(f.conkey) AND target.attnum = ANY(f.confkey))
UNION ALL SELECT 'unique without municipality: ' || kept.name || ' (' || i.indexrelid::regclass || ')' FROM kept JOIN pg_index i ON i.indrelid = kept.oid
  WHERE i.indisunique AND NOT i.indisprimary AND i.indkey[0] <> kept.attnum
UNION ALL SELECT 'key from a shared table: ' || s.relname || ' (' || f.conname || ')' FROM pg_constraint f JOIN pg_class s ON s.oid = f.conrelid
  JOIN kept ON kept.oid = f.confrelid WHERE f.contype = 'f' AND s.oid NOT IN (SELECT oid FROM kept)
UNION ALL SELECT 'view without security_invoker: ' || v.relname FROM pg_class v WHERE v.relnamespace = 'public'::regnamespace AND v.relkind = 'v'
  AND NOT COALESCE('security_invoker=true' = ANY(v.reloptions), false)
UNION ALL SELECT 'materialised view: ' || v.relname FROM pg_class v WHERE v.relnamespace = 'public'::regnamespace AND v.relkind = 'm'
UNION ALL SELECT 'application role too strong: ' || rolname FROM pg_roles WHERE rolname = %(role)s AND (rolsuper OR rolbypassrls OR rolcreaterole)
UNION ALL SELECT 'application role owns: ' || name FROM tables JOIN pg_class c ON c.oid = tables.oid WHERE pg_get_userbyid(c.relowner) = %(role)s
UNION ALL SELECT 'application role may truncate: ' || name FROM tables WHERE has_table_privilege(%(role)s, tables.oid, 'TRUNCATE')
