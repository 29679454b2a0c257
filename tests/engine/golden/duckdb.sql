-- profile
SELECT
  "case",
  MIN("site") AS "site",
  MIN("at") AS "began",
  MAX("at") AS "ended",
  COUNT(CASE WHEN "activity" = 'A' THEN 1 END) AS "times_0",
  MIN(CASE WHEN "activity" = 'A' THEN "at" END) AS "first_0",
  MAX(CASE WHEN "activity" = 'A' THEN "at" END) AS "last_0",
  MIN(CASE WHEN "activity" = 'A' THEN "at__on" END) AS "day_0",
  COUNT(CASE WHEN "activity" = 'B' THEN 1 END) AS "times_1",
  MIN(CASE WHEN "activity" = 'B' THEN "at" END) AS "first_1",
  MAX(CASE WHEN "activity" = 'B' THEN "at" END) AS "last_1"
FROM "event"
WHERE
  NOT "case" IS NULL AND NOT "at" IS NULL
GROUP BY
  "case";

-- precedence
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    (
      "first_1" - "first_0"
    ) AS "measured",
    CASE WHEN NOT (
      "first_1" - "first_0"
    ) IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN 0 < "times_1" THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN 0 < "times_0" AND "first_0" = "first_1"
      THEN 2
      WHEN NOT 0 < "times_0" OR "first_1" < "first_0"
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "case" AS "key",
      CAST(NULL AS BIGINT) AS "source_row",
      "site" AS "site",
      CAST(NULL AS TEXT) AS "team",
      "first_0",
      "first_1",
      "times_0",
      "times_1"
    FROM "case_profile"
  ) AS "members"
) AS "judged";

-- response
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    (
      "last_1" - "last_0"
    ) AS "measured",
    CASE WHEN 0 < "times_1" AND "last_0" <= "last_1" THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE
        WHEN 0 < "times_0"
        AND (
          (
            "last_0" + 86400000000
          ) < 777600000000
          OR (
            0 < "times_1" AND "last_0" <= "last_1"
          )
        )
        THEN 1
        ELSE 0
      END = 1
      THEN 0
      WHEN 0 < "times_1" AND "last_0" = "last_1"
      THEN 2
      WHEN NOT 0 < "times_1" OR "last_1" < "last_0"
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "case" AS "key",
      CAST(NULL AS BIGINT) AS "source_row",
      "site" AS "site",
      CAST(NULL AS TEXT) AS "team",
      "last_0",
      "last_1",
      "times_0",
      "times_1"
    FROM "case_profile"
  ) AS "members"
) AS "judged";

-- existence
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    "times_0" AS "measured",
    CASE WHEN NOT "times_0" IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN 1 = 1 THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN 0 = 1
      THEN 2
      WHEN "times_0" < 1 OR 1 < "times_0"
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "case" AS "key",
      CAST(NULL AS BIGINT) AS "source_row",
      "site" AS "site",
      CAST(NULL AS TEXT) AS "team",
      "first_0",
      "last_0",
      "times_0"
    FROM "case_profile"
  ) AS "members"
) AS "judged";

-- segregation of cases
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    CAST(NULL AS BIGINT) AS "measured",
    CASE WHEN NOT CAST(NULL AS BIGINT) IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN "did_one" = 1 AND "did_other" = 1 THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN NOT "same" = 1 AND "silent" = 1
      THEN 2
      WHEN "same" = 1
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "cases"."key",
      "cases"."source_row",
      "cases"."site",
      "cases"."team",
      "acts"."did_one" AS "did_one",
      "acts"."did_other" AS "did_other",
      "acts"."same" AS "same",
      "acts"."silent" AS "silent"
    FROM (
      SELECT
        "case" AS "key",
        CAST(NULL AS BIGINT) AS "source_row",
        "site" AS "site",
        CAST(NULL AS TEXT) AS "team"
      FROM "case_profile"
    ) AS "cases"
    LEFT JOIN (
      SELECT
        "case",
        MAX("did_one") AS "did_one",
        MAX("did_other") AS "did_other",
        MAX(
          CASE
            WHEN "actor" IS NULL
            THEN 0
            ELSE CASE WHEN "did_one" = 1 AND "did_other" = 1 THEN 1 ELSE 0 END
          END
        ) AS "same",
        MAX(CASE WHEN "actor" IS NULL THEN 1 ELSE 0 END) AS "silent"
      FROM (
        SELECT
          "case",
          "actor",
          MAX(CASE WHEN "activity" = 'A' THEN 1 ELSE 0 END) AS "did_one",
          MAX(CASE WHEN "activity" = 'B' THEN 1 ELSE 0 END) AS "did_other"
        FROM "event"
        WHERE
          (
            "activity" = 'A' OR "activity" = 'B'
          )
          AND NOT "at" IS NULL
          AND NOT "case" IS NULL
        GROUP BY
          "case",
          "actor"
      ) AS "people"
      GROUP BY
        "case"
    ) AS "acts"
      ON "cases"."key" = "acts"."case"
  ) AS "members"
) AS "judged";

-- segregation
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    CAST(NULL AS BIGINT) AS "measured",
    CASE WHEN NOT CAST(NULL AS BIGINT) IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN NOT "a_at" IS NULL AND NOT "b_at" IS NULL THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN "a_by" IS NULL OR "b_by" IS NULL
      THEN 2
      WHEN NOT "a_by" IS NULL AND NOT "b_by" IS NULL AND "a_by" = "b_by"
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "id" AS "key",
      "source_row" AS "source_row",
      "site" AS "site",
      CAST(NULL AS TEXT) AS "team",
      "a_at",
      "a_by",
      "b_at",
      "b_by"
    FROM "record"
  ) AS "members"
) AS "judged";

-- deadline by site
SELECT
  "site",
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    CASE
      WHEN NOT "b_at" IS NULL
      THEN (
        "b_at" - "a_at"
      )
      ELSE (
        777600000000 - "a_at"
      )
    END AS "measured",
    CASE WHEN NOT "a_at" IS NULL AND NOT "b_at" IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE
        WHEN NOT "b_at" IS NULL
        OR (
          (
            NOT "a_at" IS NULL AND NOT NOT "b_at" IS NULL
          )
          AND 86400000000 < (
            777600000000 - "a_at"
          )
        )
        THEN 1
        ELSE 0
      END = 1
      THEN 0
      WHEN NOT NOT "a_at" IS NULL
      OR (
        NOT "a_at" IS NULL AND NOT "b_at" IS NULL AND (
          "b_at" - "a_at"
        ) < 0
      )
      OR (
        NOT "b_at" IS NULL AND 1 < 0
      )
      THEN 2
      WHEN (
        (
          NOT "a_at" IS NULL AND NOT NOT "b_at" IS NULL
        )
        AND 86400000000 < (
          777600000000 - "a_at"
        )
      )
      OR (
        NOT "b_at" IS NULL AND 86400000000 < (
          "b_at" - "a_at"
        )
      )
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "id" AS "key",
      "source_row" AS "source_row",
      "site" AS "site",
      CAST(NULL AS TEXT) AS "team",
      "a_at",
      "b_at"
    FROM "record"
    WHERE
      "a_at" IS NULL OR (
        0 <= "a_at" AND "a_at" < 777600000000
      )
  ) AS "members"
) AS "judged"
GROUP BY
  "site";

-- deadline deviations
SELECT
  "key",
  "source_row",
  "site",
  "team",
  "measured",
  "first_at",
  "then_at"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    CASE
      WHEN NOT "b_at" IS NULL
      THEN (
        "b_at" - "a_at"
      )
      ELSE (
        777600000000 - "a_at"
      )
    END AS "measured",
    CASE WHEN NOT "a_at" IS NULL AND NOT "b_at" IS NULL THEN 1 ELSE 0 END AS "timed",
    "a_at" AS "first_at",
    "b_at" AS "then_at",
    CASE
      WHEN NOT CASE
        WHEN NOT "b_at" IS NULL
        OR (
          (
            NOT "a_at" IS NULL AND NOT NOT "b_at" IS NULL
          )
          AND 86400000000 < (
            777600000000 - "a_at"
          )
        )
        THEN 1
        ELSE 0
      END = 1
      THEN 0
      WHEN NOT NOT "a_at" IS NULL
      OR (
        NOT "a_at" IS NULL AND NOT "b_at" IS NULL AND (
          "b_at" - "a_at"
        ) < 0
      )
      OR (
        NOT "b_at" IS NULL AND 1 < 0
      )
      THEN 2
      WHEN (
        (
          NOT "a_at" IS NULL AND NOT NOT "b_at" IS NULL
        )
        AND 86400000000 < (
          777600000000 - "a_at"
        )
      )
      OR (
        NOT "b_at" IS NULL AND 86400000000 < (
          "b_at" - "a_at"
        )
      )
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "id" AS "key",
      "source_row" AS "source_row",
      "site" AS "site",
      CAST(NULL AS TEXT) AS "team",
      "a_at",
      "b_at"
    FROM "record"
    WHERE
      "a_at" IS NULL OR (
        0 <= "a_at" AND "a_at" < 777600000000
      )
  ) AS "members"
) AS "judged"
WHERE
  "side" = 3
ORDER BY
  "key",
  "source_row"
LIMIT 20
OFFSET 40;

-- deadline measured
SELECT
  COUNT(*) AS "measured"
FROM (
  SELECT
    "measured"
  FROM (
    SELECT
      "key",
      "source_row",
      "site",
      "team",
      CASE
        WHEN NOT "b_at" IS NULL
        THEN (
          "b_at" - "a_at"
        )
        ELSE (
          777600000000 - "a_at"
        )
      END AS "measured",
      CASE WHEN NOT "a_at" IS NULL AND NOT "b_at" IS NULL THEN 1 ELSE 0 END AS "timed",
      CASE
        WHEN NOT CASE
          WHEN NOT "b_at" IS NULL
          OR (
            (
              NOT "a_at" IS NULL AND NOT NOT "b_at" IS NULL
            )
            AND 86400000000 < (
              777600000000 - "a_at"
            )
          )
          THEN 1
          ELSE 0
        END = 1
        THEN 0
        WHEN NOT NOT "a_at" IS NULL
        OR (
          NOT "a_at" IS NULL AND NOT "b_at" IS NULL AND (
            "b_at" - "a_at"
          ) < 0
        )
        OR (
          NOT "b_at" IS NULL AND 1 < 0
        )
        THEN 2
        WHEN (
          (
            NOT "a_at" IS NULL AND NOT NOT "b_at" IS NULL
          )
          AND 86400000000 < (
            777600000000 - "a_at"
          )
        )
        OR (
          NOT "b_at" IS NULL AND 86400000000 < (
            "b_at" - "a_at"
          )
        )
        THEN 3
        ELSE 4
      END AS "side"
    FROM (
      SELECT
        "id" AS "key",
        "source_row" AS "source_row",
        "site" AS "site",
        CAST(NULL AS TEXT) AS "team",
        "a_at",
        "b_at"
      FROM "record"
      WHERE
        "a_at" IS NULL OR (
          0 <= "a_at" AND "a_at" < 777600000000
        )
    ) AS "members"
  ) AS "judged"
  WHERE
    (
      "side" = 3 OR "side" = 4
    ) AND "timed" = 1 AND NOT "measured" IS NULL
) AS "values";

-- deadline at ranks
SELECT
  "place",
  "measured"
FROM (
  SELECT
    "measured",
    ROW_NUMBER() OVER (ORDER BY "measured") AS "place"
  FROM (
    SELECT
      "measured"
    FROM (
      SELECT
        "key",
        "source_row",
        "site",
        "team",
        CASE
          WHEN NOT "b_at" IS NULL
          THEN (
            "b_at" - "a_at"
          )
          ELSE (
            777600000000 - "a_at"
          )
        END AS "measured",
        CASE WHEN NOT "a_at" IS NULL AND NOT "b_at" IS NULL THEN 1 ELSE 0 END AS "timed",
        CASE
          WHEN NOT CASE
            WHEN NOT "b_at" IS NULL
            OR (
              (
                NOT "a_at" IS NULL AND NOT NOT "b_at" IS NULL
              )
              AND 86400000000 < (
                777600000000 - "a_at"
              )
            )
            THEN 1
            ELSE 0
          END = 1
          THEN 0
          WHEN NOT NOT "a_at" IS NULL
          OR (
            NOT "a_at" IS NULL AND NOT "b_at" IS NULL AND (
              "b_at" - "a_at"
            ) < 0
          )
          OR (
            NOT "b_at" IS NULL AND 1 < 0
          )
          THEN 2
          WHEN (
            (
              NOT "a_at" IS NULL AND NOT NOT "b_at" IS NULL
            )
            AND 86400000000 < (
              777600000000 - "a_at"
            )
          )
          OR (
            NOT "b_at" IS NULL AND 86400000000 < (
              "b_at" - "a_at"
            )
          )
          THEN 3
          ELSE 4
        END AS "side"
      FROM (
        SELECT
          "id" AS "key",
          "source_row" AS "source_row",
          "site" AS "site",
          CAST(NULL AS TEXT) AS "team",
          "a_at",
          "b_at"
        FROM "record"
        WHERE
          "a_at" IS NULL OR (
            0 <= "a_at" AND "a_at" < 777600000000
          )
      ) AS "members"
    ) AS "judged"
    WHERE
      (
        "side" = 3 OR "side" = 4
      ) AND "timed" = 1 AND NOT "measured" IS NULL
  ) AS "values"
) AS "ranked"
WHERE
  "place" = 3 OR "place" = 4
ORDER BY
  "place";

-- deadline in working days
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    CASE
      WHEN NOT "b_at" IS NULL
      THEN (
        "ended" - "begun"
      )
      ELSE (
        "now" - "begun"
      )
    END AS "measured",
    CASE WHEN NOT "a_at" IS NULL AND NOT "b_at" IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE
        WHEN NOT "b_at" IS NULL
        OR (
          (
            NOT "a_at" IS NULL AND NOT NOT "b_at" IS NULL
          )
          AND (
            (
              "now" - "begun"
            ) IS NULL OR 5 < (
              "now" - "begun"
            )
          )
        )
        THEN 1
        ELSE 0
      END = 1
      THEN 0
      WHEN (
        NOT NOT "a_at" IS NULL
        OR (
          NOT "a_at" IS NULL AND NOT "b_at" IS NULL AND (
            "ended" - "begun"
          ) < 0
        )
        OR (
          NOT "b_at" IS NULL AND (
            "ended" - "begun"
          ) IS NULL
        )
      )
      OR (
        NOT "a_at" IS NULL AND NOT NOT "b_at" IS NULL AND (
          "now" - "begun"
        ) IS NULL
      )
      THEN 2
      WHEN (
        (
          NOT "a_at" IS NULL AND NOT NOT "b_at" IS NULL
        )
        AND (
          (
            "now" - "begun"
          ) IS NULL OR 5 < (
            "now" - "begun"
          )
        )
      )
      OR (
        NOT "b_at" IS NULL
        AND (
          NOT (
            "ended" - "begun"
          ) IS NULL AND 5 < (
            "ended" - "begun"
          )
        )
      )
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "members"."key",
      "members"."source_row",
      "members"."site",
      "members"."team",
      "members"."a_at",
      "members"."a_at__on",
      "members"."b_at",
      "members"."b_at__on",
      "begun"."number" AS "begun",
      "ended"."number" AS "ended",
      "now"."number" AS "now"
    FROM (
      SELECT
        "id" AS "key",
        "source_row" AS "source_row",
        "site" AS "site",
        CAST(NULL AS TEXT) AS "team",
        "a_at",
        "a_at__on",
        "b_at",
        "b_at__on"
      FROM "record"
    ) AS "members"
    LEFT JOIN "working_day" AS "begun"
      ON "begun"."site" = "members"."site" AND "begun"."day" = "members"."a_at__on"
    LEFT JOIN "working_day" AS "ended"
      ON "ended"."site" = "members"."site" AND "ended"."day" = "members"."b_at__on"
    LEFT JOIN "working_day" AS "now"
      ON "now"."site" = "members"."site" AND "now"."day" = 777600000000
  ) AS "members"
) AS "judged";

-- threshold with terms
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    "value" AS "measured",
    CASE WHEN NOT "value" IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT (
        (
          "kind" = 'high' OR "kind" = 'critical'
        )
        AND "due_on" < "a_at__on"
        AND (
          -1.5
        ) <= "value"
      )
      THEN 0
      WHEN NOT CASE WHEN 1 = 1 THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN "site" = 'N'
      THEN 1
      WHEN (
        "value" IS NULL OR 0.5 IS NULL
      )
      OR CASE
        WHEN (
          "kind" = 'high' OR "kind" = 'critical'
        )
        AND "due_on" < "a_at__on"
        AND (
          -1.5
        ) <= "value"
        THEN 1
        ELSE 0
      END = 0
      THEN 2
      WHEN NOT "value" IS NULL AND NOT 0.5 IS NULL AND "value" < 0.5
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "id" AS "key",
      "source_row" AS "source_row",
      "site" AS "site",
      CAST(NULL AS TEXT) AS "team",
      "a_at__on",
      "due_on",
      "kind",
      "value"
    FROM "record"
  ) AS "members"
) AS "judged";

-- filled
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    CAST(NULL AS BIGINT) AS "measured",
    CASE WHEN NOT CAST(NULL AS BIGINT) IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN NOT "a_at" IS NULL THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN NOT (
        "a_by" IS NULL OR (
          NOT "sure" IS NULL AND "sure" = 0
        )
      )
      AND "sure" IS NULL
      THEN 2
      WHEN "a_by" IS NULL OR (
        NOT "sure" IS NULL AND "sure" = 0
      )
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "id" AS "key",
      "source_row" AS "source_row",
      "site" AS "site",
      CAST(NULL AS TEXT) AS "team",
      "a_at",
      "a_by",
      "sure"
    FROM "record"
  ) AS "members"
) AS "judged";

-- absence
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    CAST(NULL AS BIGINT) AS "measured",
    CASE WHEN NOT CAST(NULL AS BIGINT) IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN 1 = 1 THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN NOT CASE
        WHEN (
          "kind" = 'high' OR "kind" = 'critical'
        )
        AND "due_on" < "a_at__on"
        AND (
          -1.5
        ) <= "value"
        THEN 1
        ELSE 0
      END = 1
      AND CASE
        WHEN NOT (
          (
            "kind" = 'high' OR "kind" = 'critical'
          )
          AND "due_on" < "a_at__on"
          AND (
            -1.5
          ) <= "value"
        )
        THEN 1
        ELSE 0
      END = 0
      THEN 2
      WHEN CASE
        WHEN (
          "kind" = 'high' OR "kind" = 'critical'
        )
        AND "due_on" < "a_at__on"
        AND (
          -1.5
        ) <= "value"
        THEN 1
        ELSE 0
      END = 1
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "id" AS "key",
      "source_row" AS "source_row",
      "site" AS "site",
      CAST(NULL AS TEXT) AS "team",
      "a_at__on",
      "due_on",
      "kind",
      "value"
    FROM "record"
  ) AS "members"
) AS "judged";

-- reconciliation
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    CAST(NULL AS BIGINT) AS "measured",
    CASE WHEN NOT CAST(NULL AS BIGINT) IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN 1 = 1 THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN NOT (
        "a_by" IS NULL OR "other_count" IS NULL
      )
      AND NOT "other_first" IS NULL
      AND "b_at" IS NULL
      THEN 2
      WHEN (
        "a_by" IS NULL OR "other_count" IS NULL
      )
      OR "other_first" IS NULL
      OR (
        NOT "b_at" IS NULL AND "b_at" < "other_first"
      )
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "members"."key",
      "members"."source_row",
      "members"."site",
      "members"."team",
      "members"."a_by",
      "members"."b_at",
      "others"."count" AS "other_count",
      "others"."first" AS "other_first"
    FROM (
      SELECT
        "id" AS "key",
        "source_row" AS "source_row",
        "site" AS "site",
        CAST(NULL AS TEXT) AS "team",
        "a_by",
        "b_at"
      FROM "record"
    ) AS "members"
    LEFT JOIN (
      SELECT
        "id" AS "key",
        COUNT(*) AS "count",
        MIN("a_at") AS "first"
      FROM "o"
      WHERE
        NOT "id" IS NULL
      GROUP BY
        "id"
    ) AS "others"
      ON "others"."key" = "members"."a_by"
  ) AS "members"
) AS "judged";

-- frequency
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    "longest" AS "measured",
    CASE WHEN NOT "longest" IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN NOT "last" IS NULL OR 9158400000000 < "longest" THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN 9158400000000 < "longest" AND 0 < "undated"
      THEN 2
      WHEN 9158400000000 < "longest"
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    WITH "units" AS (
      SELECT
        "key",
        "site",
        "team",
        "start",
        "finish"
      FROM (
        SELECT
          "key",
          "site",
          "team",
          CASE WHEN 0 < "since" THEN "since" ELSE 0 END AS "start",
          CASE WHEN "until" < 31536000000000 THEN "until" ELSE 31536000000000 END AS "finish"
        FROM (
          SELECT
            "key",
            "site",
            "team",
            "since",
            "until"
          FROM "unit"
        ) AS "every_unit"
      ) AS "bounded"
      WHERE
        "start" <= "finish"
    ), "dated" AS (
      SELECT
        "a_by" AS "key",
        "due_on" AS "day",
        COUNT(*) AS "records"
      FROM "record"
      WHERE
        NOT "a_by" IS NULL
      GROUP BY
        "a_by",
        "due_on"
    ), "heard" AS (
      SELECT
        "units"."key",
        "units"."site",
        "units"."team",
        "units"."start",
        "units"."finish",
        MAX(CASE WHEN "dated"."day" <= "units"."start" THEN "dated"."day" END) AS "prior",
        MAX(CASE WHEN "dated"."day" <= "units"."finish" THEN "dated"."day" END) AS "last",
        SUM(
          CASE
            WHEN "units"."start" < "dated"."day" AND "dated"."day" <= "units"."finish"
            THEN "dated"."records"
            ELSE 0
          END
        ) AS "records",
        COUNT(CASE WHEN NOT "dated"."key" IS NULL AND "dated"."day" IS NULL THEN 1 END) AS "undated"
      FROM "units"
      LEFT JOIN "dated"
        ON "dated"."key" = "units"."key"
      GROUP BY
        "units"."key",
        "units"."site",
        "units"."team",
        "units"."start",
        "units"."finish"
    ), "gaps" AS (
      SELECT
        "key",
        "day",
        LEAD("day") OVER (PARTITION BY "key" ORDER BY "day") AS "next_day"
      FROM (
        SELECT
          "key",
          CASE WHEN NOT "prior" IS NULL AND "start" <= 0 THEN "prior" ELSE "start" END AS "day"
        FROM "heard"
        UNION ALL
        SELECT
          "heard"."key",
          "dated"."day"
        FROM "heard"
        JOIN "dated"
          ON "dated"."key" = "heard"."key"
          AND (
            "heard"."start" < "dated"."day" AND "dated"."day" <= "heard"."finish"
          )
        UNION ALL
        SELECT
          "key",
          "finish" AS "day"
        FROM "heard"
      ) AS "points"
    ), "longest" AS (
      SELECT
        "key",
        MAX((
          "next_day" - "day"
        )) AS "longest",
        COUNT(CASE WHEN 9158400000000 < (
          "next_day" - "day"
        ) THEN 1 END) AS "breaches"
      FROM "gaps"
      WHERE
        NOT "next_day" IS NULL
      GROUP BY
        "key"
    ), "worst" AS (
      SELECT
        "longest"."key",
        "longest"."longest",
        "longest"."breaches",
        MIN("gaps"."day") AS "gap_from"
      FROM "longest"
      JOIN "gaps"
        ON "gaps"."key" = "longest"."key"
        AND "gaps"."next_day" = (
          "gaps"."day" + "longest"."longest"
        )
      GROUP BY
        "longest"."key",
        "longest"."longest",
        "longest"."breaches"
    )
    SELECT
      "heard"."key",
      "heard"."site",
      "heard"."team",
      "heard"."start",
      "heard"."finish",
      0 AS "source_row",
      "heard"."last",
      "heard"."records",
      "heard"."undated",
      "worst"."longest",
      "worst"."breaches",
      "worst"."gap_from"
    FROM "heard"
    LEFT JOIN "worst"
      ON "worst"."key" = "heard"."key"
  ) AS "members"
) AS "judged";

-- coverage
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    (
      777600000000 - "last"
    ) AS "measured",
    CASE WHEN NOT "last" IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE
        WHEN (
          (
            "since" IS NULL OR "since" <= 777600000000
          )
          AND (
            "until" IS NULL OR 777600000000 <= "until"
          )
        )
        AND (
          (
            "since" IS NULL OR (
              "since" + 2592000000000
            ) < 777600000000
          )
          OR CASE WHEN 0 < "recent" THEN 1 ELSE 0 END = 1
        )
        THEN 1
        ELSE 0
      END = 1
      THEN 0
      WHEN CASE WHEN 0 < "recent" THEN 1 ELSE 0 END = 0
      AND CASE WHEN 0 < "undated" THEN 1 ELSE 0 END = 1
      THEN 2
      WHEN CASE WHEN 0 < "recent" THEN 1 ELSE 0 END = 0
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "units"."key",
      "units"."site",
      "units"."team",
      "units"."since",
      "units"."until",
      0 AS "source_row",
      "done"."last",
      "done"."recent",
      "done"."undated"
    FROM (
      SELECT
        "key",
        "site",
        "team",
        "since",
        "until"
      FROM "unit"
    ) AS "units"
    LEFT JOIN (
      SELECT
        "a_by" AS "key",
        MAX(CASE WHEN "due_on" <= 777600000000 THEN "due_on" END) AS "last",
        COUNT(CASE WHEN 172800000000 <= "due_on" AND "due_on" <= 777600000000 THEN 1 END) AS "recent",
        COUNT(CASE WHEN "due_on" IS NULL THEN 1 END) AS "undated"
      FROM "record"
      WHERE
        NOT "a_by" IS NULL
      GROUP BY
        "a_by"
    ) AS "done"
      ON "done"."key" = "units"."key"
  ) AS "members"
) AS "judged";

-- retention
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    CASE
      WHEN NOT "oldest" IS NULL
      THEN (
        "oldest" - CASE WHEN 0 < "since" THEN "since" ELSE 0 END
      )
    END AS "measured",
    CASE
      WHEN NOT CASE
        WHEN NOT "oldest" IS NULL
        THEN (
          "oldest" - CASE WHEN 0 < "since" THEN "since" ELSE 0 END
        )
      END IS NULL
      THEN 1
      ELSE 0
    END AS "timed",
    CASE
      WHEN NOT CASE WHEN NOT "oldest" IS NULL THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN (
        CASE WHEN 0 < "since" THEN "since" ELSE 0 END + 0
      ) < "oldest"
      AND "oldest" <= 86400000000
      THEN 2
      WHEN (
        CASE WHEN 0 < "since" THEN "since" ELSE 0 END + 0
      ) < "oldest"
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "units"."key",
      "units"."site",
      "units"."team",
      "units"."since",
      0 AS "source_row",
      "kept"."oldest"
    FROM (
      SELECT
        "a_by" AS "key",
        MIN("site") AS "site",
        CAST(NULL AS TEXT) AS "team",
        CAST(NULL AS BIGINT) AS "since",
        CAST(NULL AS BIGINT) AS "until"
      FROM "record"
      WHERE
        NOT "a_by" IS NULL
      GROUP BY
        "a_by"
    ) AS "units"
    LEFT JOIN (
      SELECT
        "a_by" AS "key",
        MIN("due_on") AS "oldest"
      FROM "record"
      WHERE
        NOT "a_by" IS NULL
      GROUP BY
        "a_by"
    ) AS "kept"
      ON "kept"."key" = "units"."key"
  ) AS "members"
) AS "judged";

-- agreement
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    CAST(NULL AS BIGINT) AS "measured",
    CASE WHEN NOT CAST(NULL AS BIGINT) IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN 1 = 1 THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN NOT (
        (
          NOT "a_by" IS NULL AND NOT "b_by" IS NULL AND NOT "a_by" = "b_by"
        )
        OR (
          NOT "value" IS NULL AND NOT "bound" IS NULL AND NOT "value" = "bound"
        )
      )
      AND (
        (
          (
            (
              "a_by" IS NULL AND NOT "b_by" IS NULL
            )
            OR (
              NOT "a_by" IS NULL AND "b_by" IS NULL
            )
          )
          OR (
            (
              "value" IS NULL AND NOT "bound" IS NULL
            )
            OR (
              NOT "value" IS NULL AND "bound" IS NULL
            )
          )
        )
        OR (
          (
            "a_by" IS NULL AND "b_by" IS NULL
          )
          AND (
            "value" IS NULL AND "bound" IS NULL
          )
        )
      )
      THEN 2
      WHEN (
        NOT "a_by" IS NULL AND NOT "b_by" IS NULL AND NOT "a_by" = "b_by"
      )
      OR (
        NOT "value" IS NULL AND NOT "bound" IS NULL AND NOT "value" = "bound"
      )
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "id" AS "key",
      "source_row" AS "source_row",
      "site" AS "site",
      CAST(NULL AS TEXT) AS "team",
      "a_by",
      "b_by",
      "bound",
      "value"
    FROM "record"
  ) AS "members"
) AS "judged";

-- balance
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    (
      "out" - "into"
    ) AS "measured",
    CASE WHEN NOT (
      "out" - "into"
    ) IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN 0 < "asked" AND NOT "into_unknown" IS NULL THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN 0 < "out_unknown" OR 0 < "into_unknown"
      THEN 2
      WHEN "into" < "out"
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "went"."key",
      "went"."source_row",
      "went"."site",
      "went"."team",
      "went"."asked",
      "went"."out",
      "went"."out_unknown",
      "came"."into" AS "into",
      "came"."into_unknown" AS "into_unknown"
    FROM (
      SELECT
        "a_by" AS "key",
        MIN("source_row") AS "source_row",
        MIN("site") AS "site",
        CAST(NULL AS TEXT) AS "team",
        COUNT(
          CASE WHEN "a_at" IS NULL OR (
            0 <= "a_at" AND "a_at" < 777600000000
          ) THEN 1 END
        ) AS "asked",
        SUM("value") AS "out",
        COUNT(CASE WHEN "value" IS NULL THEN 1 END) AS "out_unknown"
      FROM "record"
      WHERE
        NOT "a_by" IS NULL
      GROUP BY
        "a_by"
    ) AS "went"
    LEFT JOIN (
      SELECT
        "b_by" AS "by",
        SUM("bound") AS "into",
        COUNT(CASE WHEN "bound" IS NULL THEN 1 END) AS "into_unknown"
      FROM "o"
      WHERE
        NOT "b_by" IS NULL
      GROUP BY
        "b_by"
    ) AS "came"
      ON "came"."by" = "went"."key"
  ) AS "members"
) AS "judged";

-- matching
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    (
      "then_at" - "other_at"
    ) AS "measured",
    CASE WHEN NOT (
      "then_at" - "other_at"
    ) IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN 1 = 1 AND NOT "then_at" IS NULL THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN NOT "other_at" IS NULL AND "other_at" = "then_at"
      THEN 2
      WHEN "other_at" IS NULL OR "then_at" < "other_at"
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "members"."key",
      "members"."source_row",
      "members"."site",
      "members"."team",
      "members"."a_by",
      "members"."b_at",
      "members"."b_at__on",
      "members"."kind",
      "members"."b_at" AS "then_at",
      "members"."b_at__on" AS "then_on",
      "others"."many" AS "other_many",
      "others"."at" AS "other_at",
      "others"."on" AS "other_on"
    FROM (
      SELECT
        "id" AS "key",
        "source_row" AS "source_row",
        "site" AS "site",
        CAST(NULL AS TEXT) AS "team",
        "a_by",
        "b_at",
        "b_at__on",
        "kind"
      FROM "record"
    ) AS "members"
    LEFT JOIN (
      SELECT
        "by_0",
        "by_1",
        COUNT(*) AS "many",
        MIN("at") AS "at",
        MIN("on") AS "on"
      FROM (
        SELECT
          "a_by" AS "by_0",
          "kind" AS "by_1",
          "a_at" AS "at",
          "a_at__on" AS "on"
        FROM "o"
      ) AS "each"
      GROUP BY
        "by_0",
        "by_1"
    ) AS "others"
      ON "others"."by_0" = "members"."a_by" AND "others"."by_1" = "members"."kind"
  ) AS "members"
) AS "judged";

-- matching through another family
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    (
      "then_on" - "other_on"
    ) AS "measured",
    CASE WHEN NOT (
      "then_on" - "other_on"
    ) IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN 1 = 1 AND NOT "then_on" IS NULL THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN NOT "other_on" IS NULL AND "other_on" = "then_on"
      THEN 2
      WHEN "other_on" IS NULL OR "then_on" < "other_on"
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "members"."key",
      "members"."source_row",
      "members"."site",
      "members"."team",
      "members"."kind",
      "others"."many" AS "other_many",
      "others"."at" AS "other_at",
      "others"."on" AS "other_on",
      "later"."at" AS "then_at",
      "later"."on" AS "then_on"
    FROM (
      SELECT
        "id" AS "key",
        "source_row" AS "source_row",
        "site" AS "site",
        CAST(NULL AS TEXT) AS "team",
        "kind"
      FROM "record"
    ) AS "members"
    LEFT JOIN (
      SELECT
        "by_0",
        COUNT(*) AS "many",
        MIN("at") AS "at",
        MIN("on") AS "on"
      FROM (
        SELECT
          "between"."by_0",
          "others"."at",
          "others"."on"
        FROM (
          SELECT
            "b_by" AS "link",
            "a_at" AS "at",
            "a_at__on" AS "on"
          FROM "o"
          WHERE
            "site" = 'N'
        ) AS "others"
        JOIN (
          SELECT
            "id" AS "linked",
            "kind" AS "by_0"
          FROM "p"
        ) AS "between"
          ON "between"."linked" = "others"."link"
      ) AS "each"
      GROUP BY
        "by_0"
    ) AS "others"
      ON "others"."by_0" = "members"."kind"
    LEFT JOIN (
      SELECT
        "by_0",
        COUNT(*) AS "many",
        MIN("at") AS "at",
        MIN("on") AS "on"
      FROM (
        SELECT
          "a_by" AS "by_0",
          "due_on" AS "at",
          "due_on" AS "on"
        FROM "o"
      ) AS "each"
      GROUP BY
        "by_0"
    ) AS "later"
      ON "later"."by_0" = "members"."kind"
  ) AS "members"
) AS "judged";

-- validity
SELECT
  COUNT(*) AS "population",
  COUNT(CASE WHEN "side" = 0 THEN 1 END) AS "not_applicable",
  COUNT(CASE WHEN "side" = 1 THEN 1 END) AS "excepted",
  COUNT(CASE WHEN "side" = 2 THEN 1 END) AS "undecidable",
  COUNT(CASE WHEN "side" = 3 THEN 1 END) AS "deviating",
  COUNT(CASE WHEN "side" = 4 THEN 1 END) AS "conforming"
FROM (
  SELECT
    "key",
    "source_row",
    "site",
    "team",
    CAST(NULL AS BIGINT) AS "measured",
    CASE WHEN NOT CAST(NULL AS BIGINT) IS NULL THEN 1 ELSE 0 END AS "timed",
    CASE
      WHEN NOT CASE WHEN NOT "used_at" IS NULL THEN 1 ELSE 0 END = 1
      THEN 0
      WHEN NOT CASE WHEN 0 < "valid" THEN 1 ELSE 0 END = 1
      AND NOT (
        (
          CASE WHEN 0 < "known" THEN 1 ELSE 0 END = 1
          OR CASE WHEN 0 < "other" THEN 1 ELSE 0 END = 1
        )
        AND NOT (
          CASE WHEN 0 < "unsure" THEN 1 ELSE 0 END = 1
          OR (
            "about" IS NULL OR "own_0" = ''
          )
        )
      )
      THEN 2
      WHEN NOT CASE WHEN 0 < "valid" THEN 1 ELSE 0 END = 1
      AND (
        (
          CASE WHEN 0 < "known" THEN 1 ELSE 0 END = 1
          OR CASE WHEN 0 < "other" THEN 1 ELSE 0 END = 1
        )
        AND NOT (
          CASE WHEN 0 < "unsure" THEN 1 ELSE 0 END = 1
          OR (
            "about" IS NULL OR "own_0" = ''
          )
        )
      )
      THEN 3
      ELSE 4
    END AS "side"
  FROM (
    SELECT
      "members"."key",
      "members"."source_row",
      "members"."site",
      "members"."team",
      "members"."a_at",
      "members"."a_at__on",
      "members"."a_by",
      "members"."kind",
      "members"."about",
      "members"."used_at",
      "members"."used_on",
      "members"."own_0",
      "held"."valid" AS "valid",
      "held"."known" AS "known",
      "held"."other" AS "other",
      "held"."unsure" AS "unsure",
      "held"."current" AS "current"
    FROM (
      SELECT
        "key",
        "source_row",
        "site",
        "team",
        "a_at",
        "a_at__on",
        "a_by",
        "kind",
        "a_by" AS "about",
        "a_at" AS "used_at",
        "a_at__on" AS "used_on",
        CASE WHEN NOT "kind" IS NULL THEN "kind" ELSE '' END AS "own_0"
      FROM (
        SELECT
          "id" AS "key",
          "source_row" AS "source_row",
          "site" AS "site",
          CAST(NULL AS TEXT) AS "team",
          "a_at",
          "a_at__on",
          "a_by",
          "kind"
        FROM "record"
      ) AS "asked"
    ) AS "members"
    LEFT JOIN (
      SELECT
        "used"."about",
        "used"."used_at",
        "used"."used_on",
        "used"."own_0",
        COUNT(
          CASE
            WHEN (
              "spans"."value" IS NULL OR "spans"."value" = "used"."own_0"
            )
            AND (
              (
                NOT "spans"."begins_at" IS NULL AND "spans"."begins_at" <= "used"."used_at"
              )
              AND (
                "spans"."ends_at" IS NULL OR "used"."used_at" < "spans"."ends_at"
              )
            )
            THEN 1
          END
        ) AS "valid",
        COUNT(CASE WHEN "spans"."value" IS NULL OR "spans"."value" = "used"."own_0" THEN 1 END) AS "known",
        COUNT(
          CASE
            WHEN (
              NOT "spans"."begins_at" IS NULL AND "spans"."begins_at" <= "used"."used_at"
            )
            AND (
              "spans"."ends_at" IS NULL OR "used"."used_at" < "spans"."ends_at"
            )
            THEN 1
          END
        ) AS "other",
        COUNT(
          CASE
            WHEN (
              "spans"."value" IS NULL OR "spans"."value" = "used"."own_0"
            )
            AND (
              (
                "spans"."begins_at" IS NULL OR "spans"."begins_at" <= "used"."used_at"
              )
              AND (
                "spans"."ends_at" IS NULL OR "used"."used_at" < "spans"."ends_at"
              )
              AND NOT (
                (
                  NOT "spans"."begins_at" IS NULL AND "spans"."begins_at" <= "used"."used_at"
                )
                AND (
                  "spans"."ends_at" IS NULL OR "used"."used_at" < "spans"."ends_at"
                )
              )
            )
            THEN 1
          END
        ) AS "unsure",
        MIN(
          CASE
            WHEN (
              NOT "spans"."begins_at" IS NULL AND "spans"."begins_at" <= "used"."used_at"
            )
            AND (
              "spans"."ends_at" IS NULL OR "used"."used_at" < "spans"."ends_at"
            )
            THEN "spans"."value"
          END
        ) AS "current"
      FROM (
        SELECT
          "key",
          "source_row",
          "site",
          "team",
          "a_at",
          "a_at__on",
          "a_by",
          "kind",
          "a_by" AS "about",
          "a_at" AS "used_at",
          "a_at__on" AS "used_on",
          CASE WHEN NOT "kind" IS NULL THEN "kind" ELSE '' END AS "own_0"
        FROM (
          SELECT
            "id" AS "key",
            "source_row" AS "source_row",
            "site" AS "site",
            CAST(NULL AS TEXT) AS "team",
            "a_at",
            "a_at__on",
            "a_by",
            "kind"
          FROM "record"
        ) AS "asked"
      ) AS "used"
      JOIN (
        SELECT
          "b_by" AS "of",
          "kind" AS "value",
          "a_at" AS "begins_at",
          "a_at__on" AS "begins_on",
          "b_at" AS "ends_at",
          "b_at__on" AS "ends_on"
        FROM "o"
      ) AS "spans"
        ON "spans"."of" = "used"."about"
      GROUP BY
        "used"."about",
        "used"."used_at",
        "used"."used_on",
        "used"."own_0"
    ) AS "held"
      ON "held"."about" = "members"."about"
      AND "held"."used_at" = "members"."used_at"
      AND "held"."used_on" = "members"."used_on"
      AND "held"."own_0" = "members"."own_0"
  ) AS "members"
) AS "judged";
