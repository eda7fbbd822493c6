-- What a course's answered calls came to in a run, written when the course ends: with a million calls, a progress page that
-- sums them every second would be the database's main work.
ALTER TABLE "generation_run_courses"
  ADD COLUMN "calls" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "priced_calls" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "input_tokens" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "output_tokens" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "cost_usd" DOUBLE PRECISION NOT NULL DEFAULT 0;

DROP INDEX "model_calls_run_id_status_idx";
CREATE INDEX "model_calls_run_id_course_id_idx" ON "model_calls"("run_id", "course_id");

-- Sums the calls again, of one course or (null) of all; also of runs from before these columns.
CREATE FUNCTION scroll_sum_calls(of_run uuid, of_course uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE generation_run_courses rc
    SET calls = s.calls, priced_calls = s.priced, input_tokens = s.input, output_tokens = s.output, cost_usd = s.cost
    FROM (
      SELECT course_id, count(*) AS calls, count(cost_usd) AS priced, coalesce(sum(input_tokens), 0) AS input,
        coalesce(sum(output_tokens), 0) AS output, coalesce(sum(cost_usd), 0) AS cost
      FROM model_calls
      WHERE run_id = of_run AND (of_course IS NULL OR course_id = of_course) AND status = 'answered'
      GROUP BY course_id
    ) s
    WHERE rc.run_id = of_run AND rc.course_id = s.course_id
$$;
SELECT scroll_sum_calls(id, NULL) FROM generation_runs;
