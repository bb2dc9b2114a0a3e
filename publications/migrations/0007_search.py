"""Words of publications and of what they say, cut by the database for indexes and searches."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import publications.models.words
from django.db import migrations, models

# Letters and digits make words; of Chinese every two neighbours are one, and the last by itself, so
# that one character is the beginning of some word. Space in Chinese text is the end of a line.
# A list of words has at most a megabyte in PostgreSQL: what is more is left out, not refused.
WORDS = r"""
CREATE FUNCTION publications_words(folded text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
    WITH found AS (
        SELECT left(letters[1], 40) AS word
        FROM regexp_matches(folded, '[0-9a-z\u00df-\u02af\u0370-\u052f]+', 'g') letters
        UNION
        SELECT substr(run[1], n, 2)
        FROM regexp_matches(
            regexp_replace(
                folded,
                '([\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])\s+(?=[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])',
                '\1',
                'g'
            ),
            '[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+',
            'g'
        ) run, generate_series(1, length(run[1])) n
    ), counted AS (
        SELECT word, sum(octet_length(word)) OVER (ORDER BY word) AS bytes FROM found
    )
    SELECT coalesce(array_to_tsvector(array_agg(word)), ''::tsvector)
    FROM counted WHERE bytes < 1000000
$$;
"""
FORGET_WORDS = "DROP FUNCTION publications_words(text)"

# Not in SQL: that the planner would see through, and take reading words out of line for free.
STORED_WORDS = """
CREATE FUNCTION publications_stored_words(words tsvector) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$ BEGIN RETURN words; END $$;
"""
FORGET_STORED_WORDS = "DROP FUNCTION publications_stored_words(tsvector)"

# Locked, so that of two who write passages of one rendition the second counts those of the first.
CONCORDANCES = """
CREATE FUNCTION publications_write_concordances(renditions bigint[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM publications_rendition
    WHERE id = ANY(renditions) ORDER BY id FOR NO KEY UPDATE;
    DELETE FROM publications_concordance WHERE rendition_id = ANY(renditions);
    INSERT INTO publications_concordance (edition_id, rendition_id, language, part, words)
    SELECT rendition.edition_id, passage.rendition_id, passage.language, passage.part,
        publications_words(string_agg(passage.search_text, E'\n'))
    FROM (
        SELECT rendition_id, language, search_text, sum(length(search_text)) OVER (
            PARTITION BY rendition_id, language ORDER BY page, starts_at, id
        ) / 100000 AS part
        FROM publications_passage WHERE rendition_id = ANY(renditions)
    ) passage
    JOIN publications_rendition rendition ON rendition.id = passage.rendition_id
    GROUP BY 1, 2, 3, 4;
END
$$;
"""
FORGET_CONCORDANCES = "DROP FUNCTION publications_write_concordances(bigint[])"
# Of what was written before.
FIRST_CONCORDANCES = """
SELECT publications_write_concordances(ARRAY(SELECT DISTINCT rendition_id FROM publications_passage))
"""


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_programme'),
        ('publications', '0006_copies'),
    ]

    operations = [
        migrations.RunSQL(WORDS, FORGET_WORDS),
        migrations.RunSQL(STORED_WORDS, FORGET_STORED_WORDS),
        migrations.CreateModel(
            name='Concordance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('zh-hant', 'Traditional Chinese'), ('zh-hans', 'Simplified Chinese')], max_length=10)),
                ('part', models.PositiveIntegerField()),
                ('words', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'ordering': ('rendition', 'language', 'part'),
            },
        ),
        migrations.AddIndex(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(publications.models.words.Words('search_text'), name='publications_publication_words'),
        ),
        migrations.AddIndex(
            model_name='publication',
            index=django.contrib.postgres.indexes.GinIndex(publications.models.words.Words(models.Func(models.F('search_text'), models.Value('\n'), models.Value(1), function='split_part', output_field=models.TextField())), name='publications_publication_title'),
        ),
        migrations.AddField(
            model_name='concordance',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publications.edition'),
        ),
        migrations.AddField(
            model_name='concordance',
            name='rendition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='publications.rendition'),
        ),
        migrations.AddIndex(
            model_name='concordance',
            index=django.contrib.postgres.indexes.GinIndex(publications.models.words.StoredWords('words'), fastupdate=False, name='publications_concordance_words'),
        ),
        migrations.AddConstraint(
            model_name='concordance',
            constraint=models.UniqueConstraint(fields=('rendition', 'language', 'part'), name='publications_concordance_part_once'),
        ),
        migrations.RunSQL(CONCORDANCES, FORGET_CONCORDANCES),
        pgtrigger.migrations.AddTrigger(
            model_name='passage',
            trigger=pgtrigger.compiler.Trigger(name='concordance_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            PERFORM publications_write_concordances(\n                ARRAY(SELECT DISTINCT rendition_id FROM new_rows)\n            );\n            RETURN NULL;\n        ', hash='c48a145cd6235e25c3ee876764e19212db1f597e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_concordance_insert_27840', referencing='REFERENCING NEW TABLE AS new_rows ', table='publications_passage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='passage',
            trigger=pgtrigger.compiler.Trigger(name='concordance_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            PERFORM publications_write_concordances(\n                ARRAY(SELECT DISTINCT rendition_id FROM new_rows)\n            );\n            RETURN NULL;\n        ', hash='5ec54f9f3a4d622e790b3c20697109272b664d63', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_concordance_update_36b17', referencing='REFERENCING NEW TABLE AS new_rows ', table='publications_passage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='passage',
            trigger=pgtrigger.compiler.Trigger(name='concordance_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n            PERFORM publications_write_concordances(\n                ARRAY(SELECT DISTINCT rendition_id FROM old_rows)\n            );\n            RETURN NULL;\n        ', hash='ad938b8e60c6b5516bb29d9d5b87ac6a62aac787', level='STATEMENT', operation='DELETE', pgid='pgtrigger_concordance_delete_bf222', referencing='REFERENCING OLD TABLE AS old_rows ', table='publications_passage', when='AFTER')),
        ),
        migrations.RunSQL(FIRST_CONCORDANCES, migrations.RunSQL.noop, elidable=True),
    ]
