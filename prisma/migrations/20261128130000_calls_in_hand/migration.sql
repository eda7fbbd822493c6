-- How many calls one model server takes at once, learnt from how calls end and shared by the whole fleet.

CREATE TABLE "model_servers" (
    "server" TEXT NOT NULL,
    -- Calls at once, now.
    "call_limit" INTEGER NOT NULL DEFAULT 4 CHECK ("call_limit" >= 1),
    -- The fewest calls at once that the server did not bear; null while it bore all.
    "ceiling" INTEGER CHECK ("ceiling" > "call_limit" - 1 AND "ceiling" >= 2),
    -- How often in a row the limit was lowered: after each, the ceiling is tried again more rarely.
    "setbacks" INTEGER NOT NULL DEFAULT 0,
    -- Answers that count towards the next step up.
    "credit" INTEGER NOT NULL DEFAULT 0,
    -- Since the limit was lowered, of calls that were not alone: answered, and cut or timed out.
    "shared_answers" INTEGER NOT NULL DEFAULT 0,
    "shared_losses" INTEGER NOT NULL DEFAULT 0,
    -- The slowest first token of late.
    "first_token_ms" INTEGER NOT NULL DEFAULT 0,
    "lowered_at" TIMESTAMPTZ(3),

    CONSTRAINT "model_servers_pkey" PRIMARY KEY ("server")
);

-- A process that asks a server. One that was not seen for 15 seconds is dead, and what it held is free again.
CREATE TABLE "model_callers" (
    "server" TEXT NOT NULL,
    "caller" TEXT NOT NULL,
    "in_hand" INTEGER NOT NULL CHECK ("in_hand" >= 0),
    -- Since when it has waited for a slot; null when it does not wait.
    "waiting_since" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_callers_pkey" PRIMARY KEY ("server", "caller")
);

-- One report of a caller: `held` calls go on, these calls ended, and so many more are wanted. Grants what the server takes.
--
-- The limit doubles with every round of answers until the server fails for the first time. From then on it rises by one a
-- round up to one below the ceiling; the ceiling itself is tried after 4, 16, 64 and then every 256 answers.
-- A refusal (429) halves the limit. Lost calls (cut, timed out) do so when they are more than one in five of the calls that
-- were not alone; at four calls or fewer they set the limit to one, as for a server that serves one at a time.
-- Calls that began before the limit was lowered say nothing of the new one.
CREATE FUNCTION scroll_report_calls(
  asked_server text, asking text, held int, wanted int, most int,
  ends text[], ages_ms int[], first_tokens_ms int[],
  OUT granted int, OUT at_once int, OUT in_hand int, OUT first_token_ms int
) LANGUAGE plpgsql AS $$
DECLARE
  now_at timestamptz;
  s model_servers%ROWTYPE;
  others int;
  answered int;
  lost int;
  refused int;
  slowest_ms int;
  used int;
  needed int;
  waits_since timestamptz;
  ahead int;
BEGIN
  -- Nothing here must outlive a crash of the database.
  PERFORM set_config('synchronous_commit', 'off', true);
  SELECT * INTO s FROM model_servers m WHERE m.server = asked_server FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO model_servers (server) VALUES (asked_server) ON CONFLICT DO NOTHING;
    SELECT * INTO s FROM model_servers m WHERE m.server = asked_server FOR UPDATE;
  END IF;
  now_at := clock_timestamp();

  DELETE FROM model_callers c WHERE c.server = asked_server AND c.seen_at < now_at - interval '15 seconds';
  IF NOT EXISTS (SELECT FROM model_callers c WHERE c.server = asked_server) THEN
    -- Nobody has asked for a while: the server may be another by now.
    s.setbacks := least(s.setbacks, 1);
  END IF;
  SELECT coalesce(sum(c.in_hand), 0) INTO others FROM model_callers c
    WHERE c.server = asked_server AND c.caller <> asking;
  SELECT c.waiting_since INTO waits_since FROM model_callers c WHERE c.server = asked_server AND c.caller = asking;
  in_hand := others + held + cardinality(ends);

  SELECT count(*) FILTER (WHERE e.how = 'answered'),
      count(*) FILTER (WHERE e.how = 'lost' AND e.is_new),
      count(*) FILTER (WHERE e.how = 'refused' AND e.is_new),
      coalesce(max(e.first_ms) FILTER (WHERE e.how = 'answered'), 0)
    INTO answered, lost, refused, slowest_ms
    FROM (
      SELECT u.how, u.first_ms,
        s.lowered_at IS NULL OR now_at - make_interval(secs => u.age_ms / 1000.0) > s.lowered_at AS is_new
      FROM unnest(ends, ages_ms, first_tokens_ms) AS u (how, age_ms, first_ms)
    ) e;
  IF answered > 0 THEN
    s.first_token_ms := greatest(slowest_ms, s.first_token_ms - s.first_token_ms / 20);
  END IF;
  IF in_hand > 1 THEN
    s.shared_answers := s.shared_answers + answered;
    s.shared_losses := s.shared_losses + lost;
    IF s.shared_answers > 64 THEN
      s.shared_answers := s.shared_answers / 2;
      s.shared_losses := s.shared_losses / 2;
    END IF;
  END IF;

  IF in_hand > 1 AND s.call_limit > 1
      AND (refused > 0 OR (lost > 0 AND s.shared_losses * 4 > s.shared_answers)) THEN
    used := least(s.call_limit, in_hand);
    IF used >= s.ceiling THEN
      s.call_limit := s.ceiling - 1;
    ELSIF refused = 0 AND used <= 4 THEN
      s.call_limit := 1;
      s.ceiling := 2;
    ELSE
      s.call_limit := used / 2;
      s.ceiling := used;
    END IF;
    s.setbacks := s.setbacks + 1;
    s.credit := 0;
    s.shared_answers := 0;
    s.shared_losses := 0;
    s.lowered_at := now_at;
  ELSIF answered > 0 AND in_hand >= s.call_limit THEN
    -- Only a limit that is used up is known to be borne.
    s.credit := s.credit + answered;
    WHILE s.ceiling IS NOT NULL LOOP
      needed := CASE WHEN s.call_limit + 1 = s.ceiling
        THEN greatest(s.call_limit, 4 ^ least(s.setbacks, 4)) ELSE s.call_limit END;
      EXIT WHEN s.credit < needed;
      s.credit := s.credit - needed;
      IF s.call_limit < s.ceiling THEN
        s.call_limit := s.call_limit + 1;
      ELSE
        s.ceiling := NULL;
        s.setbacks := 0;
      END IF;
    END LOOP;
    IF s.ceiling IS NULL THEN
      s.call_limit := s.call_limit + s.credit;
      s.credit := 0;
    END IF;
  END IF;
  s.call_limit := least(s.call_limit, most);

  -- A slot goes first to a caller that has waited longer; one that asks no more does not count.
  SELECT count(*) INTO ahead FROM model_callers c
    WHERE c.server = asked_server AND c.caller <> asking AND c.seen_at > now_at - interval '2 seconds'
      AND c.waiting_since < least(waits_since, now_at - interval '500 milliseconds');
  granted := greatest(0, least(wanted, s.call_limit - others - held - ahead));
  waits_since := CASE WHEN granted >= wanted THEN NULL WHEN granted > 0 THEN now_at ELSE coalesce(waits_since, now_at) END;

  UPDATE model_servers m SET call_limit = s.call_limit, ceiling = s.ceiling, setbacks = s.setbacks, credit = s.credit,
      shared_answers = s.shared_answers, shared_losses = s.shared_losses, first_token_ms = s.first_token_ms,
      lowered_at = s.lowered_at
    WHERE m.server = asked_server;
  INSERT INTO model_callers AS c (server, caller, in_hand, waiting_since, seen_at)
    VALUES (asked_server, asking, held + granted, waits_since, now_at)
    ON CONFLICT ON CONSTRAINT model_callers_pkey DO UPDATE SET
      in_hand = EXCLUDED.in_hand, waiting_since = EXCLUDED.waiting_since, seen_at = EXCLUDED.seen_at;
  at_once := s.call_limit;
  first_token_ms := s.first_token_ms;
END $$;
