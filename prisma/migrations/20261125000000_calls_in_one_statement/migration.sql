-- A call of the model is opened and settled by one statement each: with a round trip for every row that they look at,
-- the ledger alone kept a worker busy. Both lock in one order: the call, then the run.

-- When the latest try of a call was begun; and the calls in hand, which hold a part of their run's budget.
ALTER TABLE "model_calls" ADD COLUMN "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
CREATE INDEX "model_calls_in_hand" ON "model_calls" ("run_id") WHERE "status" = 'open';

-- Moves a reservation to what was spent; either may be null.
CREATE FUNCTION scroll_settle_reservation(run uuid, reserved float8, spent float8) RETURNS void LANGUAGE sql AS $$
  UPDATE generation_runs
    SET reserved_usd = greatest(reserved_usd - coalesce(reserved, 0), 0), spent_usd = spent_usd + coalesce(spent, 0)
    WHERE id = run AND (coalesce(reserved, 0) <> 0 OR coalesce(spent, 0) <> 0)
$$;

-- Finds the call or reserves it. `state`: answered (with its reply), paused (with the run's reason), blocked (with the
-- time), unpriced or overBudget (with the run's budget), reserved (calls in hand hold what is left of the budget), open
-- (with the number of the try). Callers of one call queue at an advisory lock, because the row to lock may not be there
-- yet.
CREATE FUNCTION scroll_open_call(
  wanted_key text, wanted_course uuid, wanted_book uuid, wanted_run uuid, wanted_purpose text, wanted_chapter int,
  wanted_part text, wanted_revision int, wanted_ask int, wanted_model text, is_of_rehearsal bool, wanted_hash text,
  provider_name text, wanted_usd float8,
  OUT state text, OUT attempt int, OUT reply text, OUT finish_reason text, OUT reason text, OUT until timestamptz,
  OUT budget_usd float8
) LANGUAGE plpgsql AS $$
DECLARE
  call record;
  run record;
  held_usd float8;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(wanted_key, 0));
  SELECT c.status, c.attempt, c.reserved_usd, c.run_id INTO call FROM model_calls c WHERE c.call_key = wanted_key;
  IF call.status = 'answered' THEN
    state := 'answered';
    SELECT c.reply, c.finish_reason INTO reply, finish_reason FROM model_calls c WHERE c.call_key = wanted_key;
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

  -- A call that a dead worker left open holds its share of the run already.
  IF call.reserved_usd IS NOT NULL AND call.run_id IS NOT DISTINCT FROM wanted_run THEN
    held_usd := call.reserved_usd;
  ELSE
    held_usd := wanted_usd;
    budget_usd := run.budget_usd;
    IF held_usd IS NULL AND budget_usd IS NOT NULL THEN
      state := 'unpriced';
      RETURN;
    END IF;
    IF run.id IS NOT NULL AND held_usd > 0 THEN
      UPDATE generation_runs r SET reserved_usd = r.reserved_usd + held_usd
        WHERE r.id = wanted_run AND (r.budget_usd IS NULL OR r.spent_usd + r.reserved_usd + held_usd <= r.budget_usd);
      IF NOT FOUND THEN
        -- Calls in hand give back what they do not need. One that a dead worker left open gives nothing back: no call
        -- lasts this long.
        state := CASE WHEN run.spent_usd + held_usd <= run.budget_usd AND EXISTS (
            SELECT FROM model_calls c WHERE c.run_id = wanted_run AND c.status = 'open' AND c.call_key <> wanted_key
              AND c.opened_at > clock_timestamp() - interval '15 minutes'
          ) THEN 'reserved' ELSE 'overBudget' END;
        RETURN;
      END IF;
    END IF;
    PERFORM scroll_settle_reservation(call.run_id, call.reserved_usd, NULL);
  END IF;

  state := 'open';
  attempt := coalesce(call.attempt, 0) + 1;
  INSERT INTO model_calls AS c (call_key, course_id, book_id, run_id, purpose, chapter_number, part, revision, ask, model,
      is_rehearsal, prompt_hash, attempt, reserved_usd)
    VALUES (wanted_key, wanted_course, wanted_book, wanted_run, wanted_purpose, wanted_chapter, wanted_part,
      wanted_revision, wanted_ask, wanted_model, is_of_rehearsal, wanted_hash, scroll_open_call.attempt, held_usd)
    ON CONFLICT (call_key) DO UPDATE SET
      status = 'open', attempt = EXCLUDED.attempt, reserved_usd = EXCLUDED.reserved_usd, run_id = EXCLUDED.run_id,
      opened_at = clock_timestamp();
END $$;

-- Adds to what earlier tries of the same call are known to have used.
CREATE FUNCTION scroll_add_usage(key text, input int, output int, cost float8) RETURNS void LANGUAGE sql AS $$
  UPDATE model_calls SET input_tokens = coalesce(input_tokens, 0) + input,
      output_tokens = coalesce(output_tokens, 0) + output,
      cost_usd = CASE WHEN cost IS NULL THEN cost_usd ELSE coalesce(cost_usd, 0) + cost END
    WHERE call_key = key
$$;

-- Keeps the reply and settles the reservation. Of two replies to one call the first is kept, and given back in `kept`;
-- both were paid for. `is_known` is false when no such call was opened.
CREATE FUNCTION scroll_settle_call(
  key text, new_reply text, new_finish_reason text, input int, output int, cost float8, latency int,
  OUT is_known bool, OUT is_first bool, OUT kept text, OUT kept_finish_reason text
) LANGUAGE plpgsql AS $$
DECLARE
  call record;
BEGIN
  SELECT c.status, c.run_id, c.reserved_usd INTO call FROM model_calls c WHERE c.call_key = key FOR UPDATE;
  is_known := call.status IS NOT NULL;
  IF NOT is_known THEN
    RETURN;
  END IF;
  PERFORM scroll_settle_reservation(call.run_id, call.reserved_usd, cost);
  is_first := call.status <> 'answered';
  IF is_first THEN
    UPDATE model_calls c SET status = 'answered', reply = new_reply, finish_reason = new_finish_reason,
        latency_ms = latency, reserved_usd = NULL, answered_at = clock_timestamp(), error_code = NULL, error_message = NULL,
        input_tokens = coalesce(c.input_tokens, 0) + input, output_tokens = coalesce(c.output_tokens, 0) + output,
        cost_usd = CASE WHEN cost IS NULL THEN c.cost_usd ELSE coalesce(c.cost_usd, 0) + cost END
      WHERE c.call_key = key;
  ELSE
    PERFORM scroll_add_usage(key, input, output, cost);
    SELECT c.reply, c.finish_reason INTO kept, kept_finish_reason FROM model_calls c WHERE c.call_key = key;
  END IF;
END $$;
