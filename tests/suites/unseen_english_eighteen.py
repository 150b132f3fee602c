"""Forty statements as plain users write them, by somebody who had never seen the
reader. Read once: 31 right, 1 with another target, 4 unclear ones guessed; mended since.
"""

from statement_suite import Case

DRIVE = (
    "clip_id id; front_camera image; dashcam_clip video; lidar_sweep points; imu series; lat latitude; lon longitude; "
    "weather category =clear,rain,fog; road_type category =urban,rural,highway; driver category =D01,D02,D03; "
    "ego_speed_kmh number 0..130; -steering_angle_deg number -450..450; -throttle_pct number 0..100; "
    "-brake_pct number 0..100; -hard_brake boolean; -manoeuvre category =left,right,straight,lane_change"
)
DERM = (
    "visit_id id; lesion_photo image; dermoscopy image; history text; pathology_note text; age integer 18..95; "
    "sex category =f,m; body_site category =back,face,arm,leg; clinic category =Kiel,Lyon,Porto; "
    "-patient_id category =P01,P02,P03,P04; -diagnosis category =melanoma,naevus,keratosis,bcc; -malignant boolean; "
    "-breslow_mm number 0..12; -followup_days integer 1..4000; -recurred boolean"
)
SPEECH = (
    "utt_id id; recording audio; transcript text; speaker category =s01,s02,s03; microphone category =phone,headset; "
    "noise_db number 10..80; speaker_age integer 5..90; native_language category =en,es,hi,pl; "
    "-emotion category =neutral,happy,angry,sad; -intelligibility integer 1..5; -accent_strength integer 1..7; "
    "-stutter boolean; -words_per_minute number 30..280"
)
ROBOT = (
    "trial_id id; wrist_camera image; depth_cloud points; force_torque series; joint_angles vector; "
    "gripper category =suction,parallel,soft; payload_g number 0..3000; operator category =Ana,Jo,Lee; "
    "-slip boolean; -grasp_quality number 0..1; -pos_x_mm number -500..500; -pos_y_mm number -500..500; "
    "-pos_z_mm number 0..900; -hours_to_failure number 0..9000; -motor_failed boolean; "
    "-contact_state category =none,touch,hold,slide"
)
RETAIL = (
    "sku id; shelf_photo image; product_description text; week date; store category =S1,S2,S3,S4; "
    "department category =dairy,snacks,drinks; price number 0..90; discount_pct number 0..70; stock integer 0..900; "
    "competitor_price number 0..90; -units_sold integer 0..5000; -revenue number 0..90000; "
    "-returned integer 0..400; -stockout boolean; -review_stars integer 1..5"
)
SAT = (
    "tile_id id; rgb_tile image; sar_tile image; ndvi_series series; centre_lat latitude; centre_lon longitude; "
    "acquired date; cloud_pct number 0..100; elevation_m number 0..4200; province category =north,coast,delta; "
    "surveyor_notes text; -land_cover category =forest,crop,urban,water,wetland; -canopy_height_m number 0..60; "
    "-biomass_t_ha number 0..500; -burned boolean; -parcel_uses category =grazing|hay,grazing,hay,orchard|hay"
)
MOL = (
    "compound_id id; smiles text; conformer points; ir_spectrum vector; assay_date date; supplier category =A,B,C; "
    "mol_weight number 50..900; n_rings integer 0..9; tpsa number 0..300; scaffold category =sc1,sc2,sc3,sc4; "
    "-logp number -4..9; -log_solubility number -10..2; -toxic boolean; -ic50_nm number 0.1..90000; "
    "-kinases_hit category =EGFR|HER2,EGFR,HER2,BRAF|EGFR,none; -synthesis category =easy,moderate,hard"
)
SPORT = (
    "session_id id; training_clip video; gps_track track; heart_rate series; coach_report text; "
    "position category =goalkeeper,defender,midfielder,forward; age integer 16..40; minutes_played integer 0..120; "
    "team category =U19,first,reserve; session_date date; -injured_next_week boolean; -days_out number 0..400; "
    "-returned boolean; -exertion integer 1..10; -distance_km number 0..15; -sprints integer 0..80"
)
DAIRY = (
    "cow_id id; udder_photo image; collar_accel series; milk_spectrum vector; farmer_notes text; "
    "parity integer 1..9; breed category =Holstein,Jersey,Fleckvieh; days_in_milk integer 1..400; "
    "farm category =F1,F2,F3; barn_temp_c number -10..40; -milk_yield_kg number 0..70; -fat_pct number 1..8; "
    "-protein_pct number 1..6; -mastitis boolean; -lameness integer 0..4"
)
LOAN = (
    "loan_id id; application_text text; id_scan image; transactions series; income_eur number 0..300000; "
    "loan_eur number 500..90000; term_months integer 6..120; purpose category =car,home,study,other; "
    "region category =N,S,E,W; gender category =f,m,x; opened date; -defaulted boolean; "
    "-months_to_default number 0..120; -loss_eur number 0..90000; -credit_grade category =A,B,C,D,E; -prepaid boolean"
)
SCHOOL = (
    "pupil_id id; essay text; handwriting_scan image; reading_aloud audio; pupil_age integer 6..18; "
    "school category =Hill,Lake,Park; teacher category =T1,T2,T3; parent_education category =none,school,college; "
    "absences integer 0..90; -essay_score integer 1..6; -reading_level category =below,basic,proficient,advanced; "
    "-dropped_out boolean; -math_score number 0..100; -reading_score number 0..100; -next_exam_pct number 0..100"
)
SONG = (
    "song_id id; audio_clip audio; cover_art image; lyrics text; artist category =a1,a2,a3,a4; release_date date; "
    "bpm number 40..220; loudness_db number -40..0; label category =indie,major; explicit boolean; "
    "-genre category =rock,jazz,folk,techno,pop; -moods category =calm|sad,calm,happy|party,sad; "
    "-popularity number 0..100; -valence number 0..1; -arousal number 0..1; -skipped boolean"
)
HOME = (
    "listing_id id; facade_photo image; thermal_image image; smart_meter series; description text; lat latitude; "
    "lon longitude; floor_area_m2 number 20..600; built_year integer 1850..2024; heating category =gas,oil,pump; "
    "agent_name category =Roe,Bloom,Kent; -asking_price number 50000..3000000; -sale_price number 50000..3000000; "
    "-days_listed number 0..800; -sold boolean; -energy_label category =A,B,C,D,E,F,G"
)

SEEN: tuple[Case, ...] = (
    Case(
        "e11-drive-steer",
        DRIVE,
        "We need a model for the steering angle. Don't use the lidar, our production cars don't carry one. "
        "Inference has to stay below 20 ms per row on the CPU.",
        "steering_angle_deg",
        "regression",
        without="lidar_sweep",
        latency=20,
    ),
    Case(
        "e11-drive-pedals",
        DRIVE,
        "Predict throttle and brake percentage jointly for each clip. The driver must not go into the model, we only "
        "keep that column so that the evaluation can be done on drivers it hasn't seen. RMSE please.",
        "throttle_pct brake_pct",
        "multitarget",
        "rmse",
        without="driver",
    ),
    Case(
        "e11-drive-brake",
        DRIVE,
        "I want to warn the fleet manager when somebody brakes hard, yes or no. Only the dashcam clip and the IMU are "
        "available in the box, so nothing else can be used. Score it with AUC.",
        "hard_brake",
        "binary",
        "roc_auc",
        only="dashcam_clip imu",
    ),
    Case(
        "e11-derm-malignant",
        DERM,
        "Is the lesion malignant? The pathology note is only written after the biopsy, so leave it out. For us a missed "
        "cancer is much worse than an unnecessary biopsy.",
        "malignant",
        "binary",
        "recall f2 balanced_accuracy average_precision",
        without="pathology_note",
    ),
    Case(
        "e11-derm-diagnosis",
        DERM,
        "Classify each lesion into one of the four diagnoses. The same patient may come back several times, so please "
        "make sure it is tested on new patients. Macro F1, and the network should have fewer than 5 million parameters.",
        "diagnosis",
        "multiclass",
        "f1_macro",
        params=5_000_000,
    ),
    Case(
        "e11-derm-recur",
        DERM,
        "How long does it take until a lesion recurs after surgery? followup_days is how long we watched the patient "
        "and recurred tells if it came back within that time. Don't feed the clinic.",
        "followup_days recurred",
        "survival",
        "c_index",
        without="clinic",
    ),
    Case(
        "e11-speech-emotion",
        SPEECH,
        "Recognise the caller's emotion using only the recording; transcripts are confidential and we won't have them "
        "in production. Classes are uneven so use balanced accuracy.",
        "emotion",
        "multiclass",
        "balanced_accuracy",
        only="recording",
    ),
    Case(
        "e11-speech-intelligible",
        SPEECH,
        "Two speech therapists rated intelligibility from 1 (not at all) to 5 (fully). Predict that rating and respect "
        "the order of the scale. They also rated how strong the accent is, but that's not what I'm after.",
        "intelligibility",
        "ordinal",
        levels="1 2 3 4 5",
    ),
    Case(
        "e11-speech-rate",
        SPEECH,
        "Estimate the speaking rate in words per minute. No transcript please, otherwise it is just counting words. "
        "Report the mean absolute percentage error.",
        "words_per_minute",
        "regression",
        "mape",
        without="transcript",
    ),
    Case(
        "e11-robot-slip",
        ROBOT,
        "Detect whether the object slips. This runs in the control loop: at most 5 ms per sample on CPU and less than "
        "300k parameters. The vision is too slow for that, so leave out the wrist camera and the depth cloud.",
        "slip",
        "binary",
        without="wrist_camera depth_cloud",
        params=300_000,
        latency=5,
    ),
    Case(
        "e11-robot-pos",
        ROBOT,
        "For pick and place I need the x, y and z position of the object in mm, all three from one model. Mean absolute "
        "error. Who operated the arm is irrelevant, ignore that column.",
        "pos_x_mm pos_y_mm pos_z_mm",
        "multitarget",
        "mae",
        without="operator",
    ),
    Case(
        "e11-robot-failure",
        ROBOT,
        "Predictive maintenance for the arms: when will the motor fail? Time is in hours_to_failure, and motor_failed is "
        "0 for all those motors that are still running today.",
        "hours_to_failure motor_failed",
        "survival",
        "c_index",
    ),
    Case(
        "e11-retail-units",
        RETAIL,
        "Predict how many units are sold of every product in each store. The weeks in the test file come after the ones in "
        "training. Sales are very skewed, so please use RMSLE, and don't use the competitor price, we no longer buy "
        "that data.",
        "units_sold",
        "regression",
        "rmsle",
        without="competitor_price",
    ),
    Case(
        "e11-retail-stockout",
        RETAIL,
        "Which products will be out of stock next week? The stock column is typed in by hand and wrong half of the "
        "time, please don't rely on it. F1 score on the stockouts.",
        "stockout",
        "binary",
        "f1",
        without="stock",
    ),
    Case(
        "e11-retail-stars",
        RETAIL,
        "I'd like to know how many stars (1-5) a review will give. Being off by one star is OK, by three is not. "
        "Don't use price and discount.",
        "review_stars",
        "ordinal",
        "cohen_kappa_quadratic rank_mae",
        without="price discount_pct",
    ),
    Case(
        "e11-sat-cover",
        SAT,
        "Classify the land cover of each tile. Use only the RGB and SAR tiles, no coordinates or it will just memorise the "
        "map. Overall accuracy.",
        "land_cover",
        "multiclass",
        "accuracy",
        only="rgb_tile sar_tile",
    ),
    Case(
        "e11-sat-canopy",
        SAT,
        "Estimate canopy height in metres with an uncertainty range, i.e. the 10%, 50% and 90% quantiles. Surveyor notes "
        "exist just for a few tiles, so exclude them.",
        "canopy_height_m",
        "regression",
        "pinball",
        without="surveyor_notes",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "e11-sat-uses",
        SAT,
        "Every parcel can have more than one use (grazing, hay, orchard), written with | between them. Predict all "
        "of the uses. Micro F1.",
        "parcel_uses",
        "multilabel",
        "f1_micro",
        separator="|",
    ),
    Case(
        "e11-mol-sol",
        MOL,
        "Predict aqueous solubility (log scale), RMSE. The model has to work for scaffolds it has never seen, so split "
        "by scaffold, and do not give the scaffold or the supplier to the model.",
        "log_solubility",
        "regression",
        "rmse",
        without="scaffold supplier",
    ),
    Case(
        "e11-mol-kinases",
        MOL,
        "which kinases does a compound hit? can be more than one, separated by |. I'd go with macro averaged F1",
        "kinases_hit",
        "multilabel",
        "f1_macro",
        separator="|",
    ),
    Case(
        "e11-mol-match",
        MOL,
        "Given the IR spectrum alone, find the right SMILES in our library. We look at the top five hits, so recall@5.",
        "smiles",
        "retrieval",
        "recall_at_5",
        only="ir_spectrum smiles",
    ),
    Case(
        "e11-sport-injury",
        SPORT,
        "Will the player get injured next week? The works council forbids using age. Injuries are rare so accuracy is "
        "meaningless; use average precision instead.",
        "injured_next_week",
        "binary",
        "average_precision",
        without="age",
    ),
    Case(
        "e11-sport-exertion",
        SPORT,
        "Players tell us after training how hard it felt on a 1 to 10 scale (exertion). Predict it as an ordered class. "
        "The coach's report is written afterwards, so it can't be an input, and the clip takes too much space, skip it too.",
        "exertion",
        "ordinal",
        without="coach_report training_clip",
        levels="1 2 3 4 5 6 7 8 9 10",
    ),
    Case(
        "e11-dairy-mastitis",
        DAIRY,
        "I'm a vet. Flag the cows that have mastitis, sensitivity matters most, a false alarm costs just a quick test. Do not "
        "use the farmer's notes because they already mention the treatment.",
        "mastitis",
        "binary",
        "recall f2 balanced_accuracy",
        without="farmer_notes",
    ),
    Case(
        "e11-dairy-milk",
        DAIRY,
        "Predict fat and protein content of the milk from nothing but the milk spectrum. R2 for both.",
        "fat_pct protein_pct",
        "multitarget",
        "r2",
        only="milk_spectrum",
    ),
    Case(
        "e11-dairy-lame",
        DAIRY,
        "Predict the lamness score of each cow, from 0 = sound to 4 = severely lame. Breed and farm shouldn't be used.",
        "lameness",
        "ordinal",
        without="breed farm",
        levels="0 1 2 3 4",
    ),
    Case(
        "e11-loan-default",
        LOAN,
        "Predict which customers default on their loan. For legal reasons gender and region must not be used, nor may the "
        "scanned ID. AUC is what the risk department wants.",
        "defaulted",
        "binary",
        "roc_auc",
        without="gender region id_scan",
    ),
    Case(
        "e11-loan-loss",
        LOAN,
        "How much money will we lose on a loan, in euros? A few huge losses shouldn't dominate, so mean absolute error. "
        "Under 512 MB of memory please.",
        "loss_eur",
        "regression",
        "mae",
        memory=512,
    ),
    Case(
        "e11-school-essay",
        SCHOOL,
        "Automatic essay scoring, scores run from 1 to 6, quadratic weighted kappa. The grader sees nothing except "
        "the essay, so the model shouldn't either.",
        "essay_score",
        "ordinal",
        "cohen_kappa_quadratic",
        only="essay",
        levels="1 2 3 4 5 6",
    ),
    Case(
        "e11-school-exam",
        SCHOOL,
        "Pls predict the percentage a pupil will get in teh next exam, without parent education and school becuase that would "
        "be unfair. R squared.",
        "next_exam_pct",
        "regression",
        "r2",
        without="parent_education school",
    ),
    Case(
        "e11-song-mood",
        SONG,
        "Predict valence and arousal of every song. The lyrics are copyrighted, so we can't use them. It should run on a "
        "phone, i.e. under 2 million parameters.",
        "valence arousal",
        "multitarget",
        without="lyrics",
        params=2_000_000,
    ),
    Case(
        "e11-song-genre",
        SONG,
        "Music genre classification. We want it to generalise to artists that are not in the training set, so the artist "
        "can't be a feature. The label column is the record label, not the class!",
        "genre",
        "multiclass",
        without="artist",
    ),
    Case(
        "e11-home-label",
        HOME,
        "Predict the energy label of the house (A is best, G is worst, so it's ordinal). The name of the agent should be "
        "dropped, and it should not take longer than 50 milliseconds per house.",
        "energy_label",
        "ordinal",
        without="agent_name",
        latency=50,
    ),
)

UNCLEAR: tuple[Case, ...] = (
    Case(
        "e11-drive-unclear",
        DRIVE,
        "Predict how far the driver is pressing the pedal, in percent. One number per clip, MAE.",
        ask="throttle_pct brake_pct",
    ),
    Case(
        "e11-school-unclear",
        SCHOOL,
        "We want to predict the score of each pupil, on the scale 0 to 100. Please don't use the school. RMSE.",
        ask="math_score reading_score",
    ),
    Case(
        "e11-home-unclear",
        HOME,
        "How expensive is a house? I need a single price estimate per listing, with MAPE.",
        ask="asking_price sale_price",
    ),
    Case(
        "e11-dairy-unclear",
        DAIRY,
        "Predict the percentage in the milk from the milk spectrum, just one value per cow.",
        ask="fat_pct protein_pct",
    ),
    Case(
        "e11-retail-unclear",
        RETAIL,
        "I need a model that tells me the sales of a product in a store. One figure, judged by MAE.",
        ask="units_sold revenue",
    ),
    Case(
        "e11-sport-unclear",
        SPORT,
        "Predict the market value of each player in euros from the training data. RMSE.",
        ask=" ",
    ),
    Case(
        "e11-mol-unclear",
        MOL,
        "Predict whether a compound is toxic, using only logp as input. Accuracy is enough.",
        ask="logp",
    ),
)
