"""Each new entry waits for its place in the chain, with its hash as it was written; the chain is only added to.

The function of the trigger works with its owner's rights: whoever writes an entry has none on the queue. It reads
nothing but the row in its hands, so row-level security does not come into it, and it finds every name by its schema.
"""

from django.db import migrations

# The parts are told apart by their lengths, so that no two entries have the same text. Time is microseconds since
# 1970 in UTC. `convert_to` counts as unstable only because databases differ in encoding; ours is UTF-8.
FORWARDS = """
CREATE FUNCTION audit_part(part text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(length(part)::text || ':' || part, '-');

CREATE FUNCTION audit_content(one audit_entry) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256(convert_to(
        audit_part((one).id::text)
        || audit_part((extract(epoch FROM (one).at AT TIME ZONE 'UTC') * 1000000)::bigint::text)
        || audit_part((one).actor)
        || audit_part((one).action)
        || audit_part((one).subject)
        || audit_part((one).purpose)
        || audit_part((one).detail::text)
        || audit_part((one).practice::text),
        'UTF8'
    ));

CREATE FUNCTION audit_await_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.audit_unsealed (entry_id, content) VALUES (NEW.id, public.audit_content(NEW));
    RETURN NULL;
END
$$;
CREATE TRIGGER awaits_seal AFTER INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_await_seal();
INSERT INTO audit_unsealed (entry_id, content) SELECT id, audit_content(e) FROM audit_entry e;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_link FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON audit_unsealed FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
BACKWARDS = """
DROP TRIGGER never_emptied ON audit_unsealed;
DROP TRIGGER never_emptied ON audit_link;
DROP TRIGGER append_only ON audit_link;
DROP TRIGGER awaits_seal ON audit_entry;
DROP FUNCTION audit_await_seal();
DROP FUNCTION audit_content(audit_entry);
DROP FUNCTION audit_part(text);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_chain")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
