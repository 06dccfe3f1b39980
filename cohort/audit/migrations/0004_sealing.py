"""Each new entry waits for its place in the chain, with its hash as it was written; the chain is only added to.

The function of the trigger works with its owner's rights: whoever writes an entry has none on the queue. It reads
nothing but the rows in its hands, so row-level security does not come into it, and it finds every name by its schema.
"""

from django.db import migrations

# One expression over all columns. Lengths tell the texts apart, so that no two entries read the same; time is
# microseconds since 1970 in UTC. Nothing in it depends on a setting. Called stable instead of immutable, because only
# then is it worked into the statements that use it, which takes a tenth of the time.
FORWARDS = """
CREATE FUNCTION audit_content(one audit_entry) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
    RETURN sha256(convert_to(
        concat_ws(
            ' ',
            (one).id,
            (extract(epoch FROM (one).at AT TIME ZONE 'UTC') * 1000000)::bigint,
            length((one).actor), (one).actor,
            length((one).action), (one).action,
            length((one).subject), (one).subject,
            length((one).purpose), (one).purpose,
            coalesce((one).practice::text, '-'),
            (one).detail::text
        ),
        'UTF8'
    ));

CREATE FUNCTION audit_await_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    INSERT INTO public.audit_unsealed (entry_id, content) SELECT e.id, public.audit_content(e) FROM added e;
    RETURN NULL;
END
$$;
CREATE TRIGGER awaits_seal AFTER INSERT ON audit_entry REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION audit_await_seal();
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
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_chain")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
