"""Twenty more, kept unread while the reader was mended for those: 16 of 20 right at the
first reading, 3 refused without need, none with another target.
"""

from statement_suite import Case

CORE = (
    "sondeo_id id; foto_testigo image; gamma series; descripcion text; litologia category "
    "=granito,pizarra,caliza; prof_m number 0..900; rqd_pct number 0..100; humedad_pct number 0..30; "
    "equipo category =E1,E2,E3; fecha date; -ley_cu_pct number 0..5; -ley_au_gpt number 0..20; "
    "-alteracion category =nula,debil,fuerte; -agua_acida boolean"
)
OPS = (
    "incident id; dashboard_png image; log_tail text; cpu_ts series; svc category =auth,cart,search; "
    "region category =eu,us,ap; deploy_age_h number 0..900; on_call category =kim,lee,ana; n_alerts "
    "integer 0..500; opened_at date; pages_sent integer 0..40; mttr_min number 0..900; sev category "
    "=low,mid,high,crit; is_dup boolean; root_cause category =config,capacity,bug,network; slo_breach "
    "boolean"
)
RENT = (
    "flat_id id; floorplan image; photo_kitchen image; ad_text text; district category "
    "=mitte,kreuz,pankow; sqm number 12..300; rooms integer 1..8; fl integer 0..20; yr_built integer "
    "1880..2024; has_balc boolean; agent category =Immo1,Immo2; posted date; -rent_cold_eur number "
    "200..5000; -rent_warm_eur number 250..5500; -days_online integer 0..300; -scam boolean; -energy_cls "
    "category =A,B,C,D"
)
HIVE = (
    "hive_no id; frame_img image; hum audio; weight_curve series; keeper_note text; race category "
    "=carnica,buckfast,ligustica; queen_age_y integer 0..5; box_cnt integer 1..5; t_in_c number 10..40; "
    "site category =wood,meadow,roof; checked_on date; varroa_per100 number 0..30; swarm_14d boolean; "
    "honey_kg number 0..60; winter_loss boolean; temper category =calm,nervous,stingy"
)
FEST = (
    "act_id id; poster image; demo audio; bio text; genre category =folk,techno,jazz; fee_eur number "
    "100..90000; slot category =noon,eve,night; stage category =A,B,C; monthly_listeners integer "
    "0..9999999; rain_mm number 0..40; day date; -crowd integer 0..20000; -beer_l number 0..9000; "
    "-encore boolean; -moods category =happy|wild,wild,calm,calm|happy,dark|wild"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e22-core-both",
        CORE,
        (
            "copper and gold grade at once, R2 please; which crew (equipo) drilled it is irrelevant, "
            "leave it away"
        ),
        target="ley_cu_pct ley_au_gpt",
        kind="multitarget",
        metric="r2",
        without="equipo",
    ),
    Case(
        "e22-core-alter",
        CORE,
        (
            "How strong is the alteration (nula < debil < fuerte)? Core photo and description, nothing "
            "more."
        ),
        target="alteracion",
        kind="ordinal",
        only="foto_testigo descripcion",
        levels="nula debil fuerte",
    ),
    Case(
        "e22-core-acid",
        CORE,
        (
            "Acid water, yes or no? We'd rather treat ten holes for nothing than let a single one slip "
            "through. Depth must not be used."
        ),
        target="agua_acida",
        kind="binary",
        metric="recall f2",
        without="prof_m",
    ),
    Case(
        "e22-ops-mttr",
        OPS,
        "time to repair in minutes. You get log_tail, cpu_ts and svc, no other columns. RMSE.",
        target="mttr_min",
        kind="regression",
        metric="rmse",
        only="log_tail cpu_ts svc",
    ),
    Case(
        "e22-ops-cause",
        OPS,
        (
            "What was the root cause? Leave out who was on call, mttr_min and the dashboard screenshot; "
            "macro F1"
        ),
        target="root_cause",
        kind="multiclass",
        metric="f1_macro",
        without="on_call mttr_min dashboard_png",
    ),
    Case(
        "e22-ops-sev",
        OPS,
        (
            "sev when a ticket comes in, low<mid<high<crit. pages_sent, slo_breach, mttr_min only exist "
            "later so dont use them. 2 ms max per ticket"
        ),
        target="sev",
        kind="ordinal",
        without="pages_sent slo_breach mttr_min",
        latency=2,
        levels="low mid high crit",
    ),
    Case(
        "e22-ops-dup",
        OPS,
        (
            "Is this incident just a duplicate? From the log tail alone, and I need good probabilities: "
            "log loss."
        ),
        target="is_dup",
        kind="binary",
        metric="log_loss",
        only="log_tail",
    ),
    Case(
        "e22-rent-cold",
        RENT,
        "Cold rent (not warm!). Judge by mean absolute percentage error. The agent is not an input.",
        target="rent_cold_eur",
        kind="regression",
        metric="mape",
        without="agent",
    ),
    Case(
        "e22-rent-scam",
        RENT,
        (
            "We run a small flat portal and people keep losing their deposit to fake ads, so I want "
            "every new ad checked: is it a scam? area under the ROC curve. district and agent are taboo "
            "as inputs, our lawyers say"
        ),
        target="scam",
        kind="binary",
        metric="roc_auc",
        without="district agent",
    ),
    Case(
        "e22-rent-days",
        RENT,
        (
            "How many days will the ad stay online? I'd like the median and the 95% quantile, and skip "
            "the kitchen photo"
        ),
        target="days_online",
        kind="regression",
        metric="pinball",
        without="photo_kitchen",
        quantiles=(0.5, 0.95),
    ),
    Case(
        "e22-hive-swarm",
        HIVE,
        "Will the colony swarm in the next 14 days? Hum recording only.",
        target="swarm_14d",
        kind="binary",
        only="hum",
    ),
    Case(
        "e22-hive-honey",
        HIVE,
        (
            "kg of honey we'll harvest, MAE. Neither winter loss nor swarming may be an input, both lie "
            "in the future, and the keeper's note is useless too, so no note."
        ),
        target="honey_kg",
        kind="regression",
        metric="mae",
        without="winter_loss swarm_14d keeper_note",
    ),
    Case(
        "e22-hive-mites",
        HIVE,
        (
            "varroa per 100 bees. use frame_img and keeper_note, only those two. Big errors hurt far "
            "more than small ones."
        ),
        target="varroa_per100",
        kind="regression",
        metric="rmse mse",
        only="frame_img keeper_note",
    ),
    Case(
        "e22-hive-temper",
        HIVE,
        (
            "How tempered are my bees? It's an ordered thing: calm, then nervous, then stingy. Ignore "
            "the race."
        ),
        target="temper",
        kind="ordinal",
        without="race",
        levels="calm nervous stingy",
    ),
    Case(
        "e22-fest-moods",
        FEST,
        (
            "Mood labels for each act, several are possible (they are separated by |). Demo and bio "
            "only. Micro F1."
        ),
        target="moods",
        kind="multilabel",
        metric="f1_micro",
        only="demo bio",
        separator="|",
    ),
    Case(
        "e22-fest-two",
        FEST,
        (
            "size of the crowd and litres of beer, both, one model, root mean squarred error, the fee "
            "stays out"
        ),
        target="crowd beer_l",
        kind="multitarget",
        metric="rmse",
        without="fee_eur",
    ),
    Case(
        "e22-fest-encore",
        FEST,
        "Will there be an encore? Accuracy is good enough. don't use poster and rain",
        target="encore",
        kind="binary",
        metric="accuracy",
        without="poster rain_mm",
    ),
    Case(
        "e22-fest-crowd",
        FEST,
        (
            "Not the beer this time, just the crowd: 10% and 90% quantile, so that we know how many "
            "guards we need"
        ),
        target="crowd",
        kind="regression",
        metric="pinball",
        quantiles=(0.1, 0.9),
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "e22-core-ask",
        CORE,
        "Predict the grade of the sample, mean absolute error, without the gamma log",
        ask="ley_cu_pct ley_au_gpt",
    ),
    Case(
        "e22-rent-ask",
        RENT,
        "What rent can I ask for? MAE",
        ask="rent_cold_eur rent_warm_eur",
    ),
)
