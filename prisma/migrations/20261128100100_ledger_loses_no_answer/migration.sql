-- The ledger cannot lose an answer, pays for no call twice, and its sums are exact.
-- All lock in one order: the call, its course in the run, the run.

-- Sums of courses in work were not kept before; from here on they are, at every settlement.
SELECT scroll_sum_calls(id, NULL) FROM generation_runs WHERE finished_at IS NULL;
DROP FUNCTION scroll_sum_calls(uuid, uuid);

-- The courses of a run are counted, not noted beside: a course that is added cannot be missing in the total.
ALTER TABLE "generation_runs" DROP COLUMN "total_courses";

-- Money is exact: millions of additions of cents in floating point drift.
DROP FUNCTION scroll_settle_call(text, text, text, int, int, float8, int);
DROP FUNCTION scroll_add_usage(text, int, int, float8);
DROP FUNCTION scroll_open_call(text, uuid, uuid, uuid, text, int, text, int, int, text, bool, text, text, float8);
DROP FUNCTION scroll_settle_reservation(uuid, float8, float8);
ALTER TABLE "generation_runs"
  ALTER COLUMN "budget_usd" TYPE NUMERIC(14,6),
  ALTER COLUMN "spent_usd" TYPE NUMERIC(14,6),
  ALTER COLUMN "reserved_usd" TYPE NUMERIC(14,6);
ALTER TABLE "generation_run_courses" ALTER COLUMN "cost_usd" TYPE NUMERIC(14,6);
-- A call in hand has a lease, which its process renews: until it ends, nobody else asks the same.
ALTER TABLE "model_calls"
  ALTER COLUMN "reserved_usd" TYPE NUMERIC(14,6),
  ALTER COLUMN "cost_usd" TYPE NUMERIC(14,6),
  ADD COLUMN "held_until" TIMESTAMPTZ(3);

-- What was reserved and not given back by rounding: the calls in hand are what is reserved.
UPDATE "generation_runs" r SET "reserved_usd" = coalesce(
  (SELECT sum(c."reserved_usd") FROM "model_calls" c WHERE c."run_id" = r."id" AND c."status" = 'open'), 0);

-- Moves a reservation to what was spent; either may be null.
CREATE FUNCTION scroll_settle_reservation(run uuid, reserved numeric, spent numeric) RETURNS void LANGUAGE sql AS $$
  UPDATE generation_runs
    SET reserved_usd = reserved_usd - coalesce(reserved, 0), spent_usd = spent_usd + coalesce(spent, 0)
    WHERE id = run AND (coalesce(reserved, 0) <> 0 OR coalesce(spent, 0) <> 0)
$$;

-- Adds a try's usage to its course in the run. `answers` is 1 when the try brought the call's reply.
CREATE FUNCTION scroll_count_usage(run uuid, course uuid, answers int, input int, output int, cost numeric)
RETURNS void LANGUAGE sql AS $$
  UPDATE generation_run_courses SET calls = calls + answers,
      priced_calls = priced_calls + CASE WHEN cost IS NULL THEN 0 ELSE answers END,
      input_tokens = input_tokens + input, output_tokens = output_tokens + output, cost_usd = cost_usd + coalesce(cost, 0)
    WHERE run_id = run AND course_id = course
$$;

-- Finds the call or reserves it. `state`: answered (with its reply), paused (with the run's reason), blocked (with the
-- time), held (another process has it in hand, until then at least), unpriced or overBudget (with the run's budget and
-- what is spent), reserved (calls in hand hold what is left of the budget), open (with the number of the try).
CREATE FUNCTION scroll_open_call(
  wanted_key text, wanted_course uuid, wanted_book uuid, wanted_run uuid, wanted_purpose text, wanted_chapter int,
  wanted_part text, wanted_revision int, wanted_ask int, wanted_model text, is_of_rehearsal bool, wanted_hash text,
  provider_name text, wanted_usd numeric, lease interval,
  OUT state text, OUT attempt int, OUT reply text, OUT finish_reason text, OUT reason text, OUT until timestamptz,
  OUT budget_usd numeric, OUT spent_usd numeric
) LANGUAGE plpgsql AS $$
DECLARE
  call record;
  run record;
  held_usd numeric;
BEGIN
  -- Most calls that are asked for again were answered long ago: those need no lock.
  SELECT 'answered', c.reply, c.finish_reason INTO state, reply, finish_reason
    FROM model_calls c WHERE c.call_key = wanted_key AND c.status = 'answered';
  IF FOUND THEN
    RETURN;
  END IF;

  -- The row may not be there yet, so its key is locked too. A settlement locks the row alone.
  PERFORM pg_advisory_xact_lock(hashtextextended(wanted_key, 0));
  SELECT c.status, c.attempt, c.reserved_usd, c.run_id, c.held_until, c.reply, c.finish_reason INTO call
    FROM model_calls c WHERE c.call_key = wanted_key FOR UPDATE;
  IF call.status = 'answered' THEN
    state := 'answered';
    reply := call.reply;
    finish_reason := call.finish_reason;
    RETURN;
  END IF;

  SELECT r.id, r.paused_at, r.pause_reason, r.budget_usd, r.spent_usd INTO run FROM generation_runs r WHERE r.id = wanted_run;
  IF run.paused_at IS NOT NULL THEN
    state := 'paused';
    reason := run.pause_reason;
    RETURN;
  END IF;
  SELECT l.blocked_until INTO until FROM model_limits l
    WHERE l.provider = provider_name AND l.blocked_until > clock_timestamp();
  IF until IS NOT NULL THEN
    state := 'blocked';
    RETURN;
  END IF;
  IF call.status = 'open' AND call.held_until > clock_timestamp() THEN
    state := 'held';
    until := call.held_until;
    RETURN;
  END IF;

  -- A call that a dead process left open holds its share of the run already.
  IF call.reserved_usd IS NOT NULL AND call.run_id IS NOT DISTINCT FROM wanted_run THEN
    held_usd := call.reserved_usd;
  ELSE
    held_usd := round(wanted_usd, 6);
    budget_usd := run.budget_usd;
    spent_usd := run.spent_usd;
    IF held_usd IS NULL AND budget_usd IS NOT NULL THEN
      state := 'unpriced';
      RETURN;
    END IF;
    IF call.reserved_usd <> 0 AND held_usd > 0 THEN
      -- Both runs change: locked in one order, so that two calls that change places do not wait for one another.
      PERFORM FROM generation_runs r WHERE r.id IN (call.run_id, wanted_run) ORDER BY r.id FOR UPDATE;
    END IF;
    IF run.id IS NOT NULL AND held_usd > 0 THEN
      UPDATE generation_runs r SET reserved_usd = r.reserved_usd + held_usd
        WHERE r.id = wanted_run AND (r.budget_usd IS NULL OR r.spent_usd + r.reserved_usd + held_usd <= r.budget_usd);
      IF NOT FOUND THEN
        -- Calls in hand give back what they do not need.
        state := CASE WHEN run.spent_usd + held_usd <= run.budget_usd AND EXISTS (
            SELECT FROM model_calls c WHERE c.run_id = wanted_run AND c.status = 'open' AND c.call_key <> wanted_key
              AND c.held_until > clock_timestamp()
          ) THEN 'reserved' ELSE 'overBudget' END;
        RETURN;
      END IF;
    END IF;
    PERFORM scroll_settle_reservation(call.run_id, call.reserved_usd, NULL);
  END IF;

  state := 'open';
  attempt := coalesce(call.attempt, 0) + 1;
  INSERT INTO model_calls AS c (call_key, course_id, book_id, run_id, purpose, chapter_number, part, revision, ask, model,
      is_rehearsal, prompt_hash, attempt, reserved_usd, held_until)
    VALUES (wanted_key, wanted_course, wanted_book, wanted_run, wanted_purpose, wanted_chapter, wanted_part,
      wanted_revision, wanted_ask, wanted_model, is_of_rehearsal, wanted_hash, scroll_open_call.attempt, held_usd,
      clock_timestamp() + lease)
    ON CONFLICT (call_key) DO UPDATE SET
      status = 'open', attempt = EXCLUDED.attempt, reserved_usd = EXCLUDED.reserved_usd, run_id = EXCLUDED.run_id,
      opened_at = clock_timestamp(), held_until = EXCLUDED.held_until
      WHERE c.status <> 'answered';
END $$;

-- Keeps the reply and settles the reservation. Of two replies to one call the first is kept, and returned;
-- both were paid for. `is_known` is false when no such call was opened.
CREATE FUNCTION scroll_settle_call(
  key text, new_reply text, new_finish_reason text, input int, output int, cost numeric, latency int,
  OUT is_known bool, OUT is_first bool, OUT kept text, OUT kept_finish_reason text
) LANGUAGE plpgsql AS $$
DECLARE
  call record;
BEGIN
  SELECT c.status, c.run_id, c.course_id, c.reserved_usd INTO call FROM model_calls c WHERE c.call_key = key FOR UPDATE;
  is_known := call.status IS NOT NULL;
  IF NOT is_known THEN
    RETURN;
  END IF;
  is_first := call.status <> 'answered';
  UPDATE model_calls c SET input_tokens = coalesce(c.input_tokens, 0) + input,
      output_tokens = coalesce(c.output_tokens, 0) + output,
      cost_usd = CASE WHEN cost IS NULL THEN c.cost_usd ELSE coalesce(c.cost_usd, 0) + cost END,
      status = 'answered', reserved_usd = NULL, held_until = NULL, error_code = NULL, error_message = NULL,
      reply = CASE WHEN is_first THEN new_reply ELSE c.reply END,
      finish_reason = CASE WHEN is_first THEN new_finish_reason ELSE c.finish_reason END,
      latency_ms = CASE WHEN is_first THEN latency ELSE c.latency_ms END,
      answered_at = CASE WHEN is_first THEN clock_timestamp() ELSE c.answered_at END
    WHERE c.call_key = key
    RETURNING c.reply, c.finish_reason INTO kept, kept_finish_reason;
  PERFORM scroll_count_usage(call.run_id, call.course_id, is_first::int, input, output, cost);
  PERFORM scroll_settle_reservation(call.run_id, call.reserved_usd, round(cost, 6));
END $$;
