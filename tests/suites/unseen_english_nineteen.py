"""Twenty statements by somebody who had never seen the reader.
Read once: 11 of 20 right (7 of 16 clear ones), 3 with another target; mended since.
"""

from statement_suite import Case

RADAR = (
    "frame_id id; cam_front image; radar_sweep points; can_bus series; ambient_lux number 0..90000; "
    "surface category =dry,wet,snow; vehicle category =van,truck,sedan; odometer_km number 0..400000; "
    "-brk_needed boolean; -ttc_s number 0..20; -following_gap_m number 0..150; -brk_pressure_bar number 0..120"
)
MUSEUM = (
    "inv_no id; obj_photo image; xray_scan image; label_text text; curator_note text; "
    "gallery category =West,East,Annex; acquired date; donor category =Ames,Voss,Lindt; weight_g number 1..90000; "
    "-epoch category =roman,archaic,hellenistic,classical; -material category =bronze,marble,clay,glass; "
    "-forgery boolean; -insured_value number 0..9000000; -display_year integer 1900..2024"
)
ICU = (
    "episodio id; ecg series; radiografia image; notas_ingreso text; informe_alta text; edad integer 18..100; "
    "sexo category =hombre,mujer; planta category =P1,P2,P3; peso_kg number 30..200; lactato number 0..20; "
    "-sepsis boolean; -estancia_dias number 0..120; -reingreso boolean; -dosis_heparina number 0..40000"
)
BOTTLE = (
    "lot id; line_cam video; mic audio; vib series; cap_type category =crown,screw,cork; fill_ml number 200..2000; "
    "operator_badge category =B07,B12,B31; shift category =early,late,night; inspector_remark text; "
    "-leak boolean; -leak_rate_mlmin number 0..40; -scrap_cnt integer 0..300; -closing_torque_nm number 0..5"
)
ORCHARD = (
    "Baum_Nr id; Kronenfoto image; Spektrum vector; Bodensonde series; Tagebuch text; "
    "Sorte category =Elstar,Gala,Boskoop; Parzelle category =Nord,Mitte,Hang; Pflanzdatum date; "
    "Bewaesserung_mm number 0..900; Breite latitude; Laenge longitude; -Ertrag_kg number 0..200; "
    "-Zucker_brix number 5..25; -Saeure_gl number 0..20; -Schorfstufe integer 0..4; -Erntetag integer 200..310"
)
TICKET = (
    "ticket_ref id; mail_body text; screenshot image; customer_tier category =free,pro,enterprise; "
    "agent_name category =Kim,Noor,Sven; seq_no integer 0..900000; opened_at date; prior_tickets integer 0..80; "
    "-topics category =billing|refund,billing,bug|login,login; -priority category =P4,P1,P3,P2; "
    "-handle_minutes number 0..900; -escalated boolean; -csat integer 1..5"
)
WIND = (
    "turbine_tag id; scada series; blade_photo image; nacelle_sound audio; maint_log text; "
    "site category =Moor,Ridge,Bay; oem category =Vento,Nordal,Aerix; hub_h_m number 40..160; commissioned date; "
    "-days_run number 0..4000; -gearbox_broke boolean; -kwh_day number 0..90000; -icing boolean; "
    "-alarm_code category =none,pitch,yaw,grid"
)
LAW = (
    "docket id; complaint_text text; exhibit_scan image; filed_on date; court category =north,south,central; "
    "judge category =Bell,Cho,Diaz,Eze; claim_usd number 0..9000000; n_parties integer 2..40; ruling_text text; "
    "-outcome category =granted,dismissed; -award_usd number 0..9000000; -months_open number 0..120; "
    "-appealed boolean"
)
PROTEIN = (
    "acc id; seq text; structure points; expression vector; organism category =yeast,ecoli,human; "
    "lab category =Basel,Kyoto,Leeds; ph number 3..11; n_residues integer 40..1500; "
    "-tm_celsius number 20..110; -km_um number 0..9000; -kcat_s number 0..9000; -soluble boolean; "
    "-compartment category =membrane,nucleus,cytosol"
)
GAME = (
    "player_uuid id; last_replay video; chat_log text; click_stream series; home_server category =eu,us,asia; "
    "platform category =pc,console,phone; account_age_d integer 0..5000; mmr integer 0..4000; "
    "friends_n integer 0..500; support_note text; -left_within_30d boolean; -spend_next_month number 0..900; "
    "-cheated boolean; -toxicity integer 0..5"
)
ARCHIVE = (
    "shot_id id; still image; caption text; archive_box category =box1,box2,box3; "
    "photographer category =Hahn,Ito,Silva; year_taken integer 1900..2000"
)
BIKE = (
    "row_id id; dock category =Park,Station,Quay; day date; webcam image; temp_c number -15..40; rain_mm number 0..80; "
    "event_blurb text; casual_rides integer 0..900; member_rides integer 0..2000; total_rides integer 0..2900"
)
PLANT = (
    "sample_id id; tank_photo image; flow_series series; log_text text; season category =spring,summer,autumn,winter; "
    "taken date; air_temp_c number -20..40; -inflow_temp_c number 0..35; -outflow_temp_c number 0..35; "
    "-turbidity number 0..500; -alarm boolean"
)
COURSE = (
    "learner id; essay text; speaking_clip audio; attendance number 0..1; mother_tongue category =tr,ar,uk; "
    "tutor category =T1,T2,T3; -exam_winter_pts number 0..100; -exam_summer_pts number 0..100; -dropped boolean"
)
CLAIM = (
    "claim_no id; damage_photo image; report_text text; car_age integer 0..40; region category =N,S,E; filed date; "
    "adjuster category =Abe,Bea,Cid; -claim_billed_usd number 0..90000; -claim_paid_usd number 0..90000; "
    "-fraud boolean"
)
ROBOT = (
    "run_id id; head_cam image; tactile series; joint_state vector; task category =lift,pour,turn; "
    "object_g number 0..5000; -force_left_n number 0..200; -force_right_n number 0..200; -dropped boolean"
)


SEEN: tuple[Case, ...] = (
    Case(
        "e12-radar-ttc",
        RADAR,
        "Per frame, how many seconds are left before we run into whatever is ahead of us? Being badly off once is far "
        "worse than being slightly off many times, so large errors have to weigh more. The gap in metres is somebody "
        "else's project. Keep the odometer and the vehicle out, it has to carry over to other fleets. "
        "One frame may take 15 ms at most.",
        "ttc_s",
        "regression",
        "rmse mse",
        without="odometer_km vehicle",
        latency=15,
    ),
    Case(
        "e12-museum-period",
        MUSEUM,
        "Tell which period an object comes from. The order is archaic, classical, hellenistic, roman, and being one "
        "period off is far more forgivable than being three off. Ignore the curator's notes, half of them state the "
        "answer. The year it went on display is not the question.",
        "epoch",
        "ordinal",
        "cohen_kappa_quadratic rank_mae",
        without="curator_note",
        levels="archaic classical hellenistic roman",
    ),
    Case(
        "e12-museum-fake",
        MUSEUM,
        "Spot the fakes. They are perhaps one piece in two hundred, so a model that calls everything genuine would "
        "look splendid on accuracy and be useless. Who donated the piece must not matter, nor which gallery it sits "
        "in: both columns stay out.",
        "forgery",
        "binary",
        "average_precision f1 f2 recall balanced_accuracy roc_auc mcc",
        without="donor gallery",
    ),
    Case(
        "e12-icu-stay",
        ICU,
        "For bed planning I need the length of stay in days, not as one number but as the 10th, 50th and 90th "
        "percentile. The discharge report is written when it is all over, so it cannot be an input. "
        "Pinball loss.",
        "estancia_dias",
        "regression",
        "pinball",
        without="informe_alta",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "e12-icu-readmit",
        ICU,
        "Which patients will be readmitted? Overlooking one costs us dearly, a needless phone call costs nothing. "
        "The discharge report is fine to use here. Sex and ward are not.",
        "reingreso",
        "binary",
        "recall f2 balanced_accuracy average_precision",
        without="sexo planta",
    ),
    Case(
        "e12-bottle-leak",
        BOTTLE,
        "leek rate of the caps, regresion, MAE, no operater badge, less then 80k paramters",
        "leak_rate_mlmin",
        "regression",
        "mae",
        without="operator_badge",
        params=80_000,
    ),
    Case(
        "e12-orchard-taste",
        ORCHARD,
        "We'd like one model giving both the sugar and the acidity of the fruit. Yield is not wanted. The plot and the "
        "coordinates must stay out, otherwise it merely learns where the tree stands. Judge it by R2.",
        "Zucker_brix Saeure_gl",
        "multitarget",
        "r2",
        without="Parzelle Breite Laenge",
    ),
    Case(
        "e12-orchard-scab",
        ORCHARD,
        "Grade apple scab from 0 (clean) to 4 (lost) using nothing but the photo of the canopy; the grades are ordered.",
        "Schorfstufe",
        "ordinal",
        only="Kronenfoto",
        levels="0 1 2 3 4",
    ),
    Case(
        "e12-ticket-topics",
        TICKET,
        "Tag incoming mails with their topics. One mail can carry several; in the table they're separated by a vertical "
        "bar. Micro-averaged F1. The model may see neither the agent's name nor the customer tier, and seq_no is just "
        "a running number, so drop that as well.",
        "topics",
        "multilabel",
        "f1_micro",
        without="agent_name customer_tier seq_no",
        separator="|",
    ),
    Case(
        "e12-wind-gearbox",
        WIND,
        "How long does a gearbox last? Where it has not broken so far, all we know is the number of days the turbine "
        "has run up to now, and those rows must count too (censored). Who made the turbine shall not be a feature.",
        "days_run gearbox_broke",
        "survival",
        without="oem",
    ),
    Case(
        "e12-wind-ice",
        WIND,
        "Ice on the blades, yes or no, strictly from the nacelle sound and the SCADA trace and nothing else (photos are "
        "useless at night). It shares a small computer with other programs: no more than 0.5 GB of RAM while it runs. "
        "F1 score.",
        "icing",
        "binary",
        "f1",
        only="nacelle_sound scada",
        memory=512,
    ),
    Case(
        "e12-law-dismissed",
        LAW,
        "Will the case be dismissed? The text of the ruling obviously can't be used, and neither can the judge, our "
        "ethics board forbids it. How much is awarded, and whether anybody appeals, we don't need to know. ROC AUC.",
        "outcome",
        "binary",
        "roc_auc",
        without="ruling_text judge",
        positive="dismissed",
    ),
    Case(
        "e12-protein-melt",
        PROTEIN,
        "at what temperature does the protein melt/unfold? I'm not after the kinetics (Km, kcat). root mean squared "
        "error. lab out, pH may stay in",
        "tm_celsius",
        "regression",
        "rmse",
        without="lab",
    ),
    Case(
        "e12-game-churn",
        GAME,
        "I run retention for a mid-sized online game. Some people spend a lot and some cheat, all that is known and "
        "other teams look after it. What keeps me awake is who will have stopped playing a month from now, so that we "
        "can offer them something in time. It's about four percent of the accounts and the list we hand over is "
        "ranked, so take the area under the precision-recall curve. Support notes are often written after somebody has "
        "left, so don't let those in, and the chat log is off limits for privacy reasons.",
        "left_within_30d",
        "binary",
        "average_precision",
        without="support_note chat_log",
    ),
    Case(
        "e12-archive-search",
        ARCHIVE,
        "Somebody types a caption and the system should retrieve the matching still from the archive. Only the caption "
        "and the still are to be used; box, photographer and year are not.",
        "still",
        "retrieval",
        only="caption still",
    ),
    Case(
        "e12-bike-total",
        BIKE,
        "Forecast the total number of rides per dock and day. Casual and member rides add up to it and aren't known "
        "beforehand, so they can't go in. Small docks matter as much as large ones: use the mean absolute percentage "
        "error. Training shouldn't take longer than 20 minutes.",
        "total_rides",
        "regression",
        "mape",
        without="casual_rides member_rides",
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "e12-plant-temperature",
        PLANT,
        "Please estimate the water temperature at the treatment plant from the photo of the tank and the flow series. "
        "RMSE. The log must not be used.",
        ask="inflow_temp_c outflow_temp_c",
    ),
    Case(
        "e12-course-points",
        COURSE,
        "how many points will a learner get in the exam? leave the tutor out pls",
        ask="exam_winter_pts exam_summer_pts",
    ),
    Case(
        "e12-claim-amount",
        CLAIM,
        "Our adjusters want to see the claim amount in dollars as soon as the photo of the damage comes in. It isn't "
        "about fraud. The adjuster must not be an input, and errors should be reported as MAE.",
        ask="claim_billed_usd claim_paid_usd",
    ),
    Case(
        "e12-robot-force",
        ROBOT,
        "We need the gripping force in newtons, a single number, in under 2 ms and with at most 50,000 parameters. "
        "Not whether the thing is dropped.",
        ask="force_left_n force_right_n",
    ),
)
