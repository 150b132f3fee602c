"""Statements written after the fifth mending, and first read once they were written.

At that first run 12 of 20 were complete and right (60 %): English 10 of 15, Chinese 2
of 5; clear ones 8 of 16, and none of the 4 unclear ones was guessed. One expectation
was then put right (`csat`: numbers under the mean absolute error): 13 of 20.
"""

from statement_suite import Case

EYE = """eye_id id; fundus image; oct image; notes text; age integer 18..95;
 iop_mmhg number; cup_disc_ratio number; glaucoma boolean; retinopathy
 category =moderate,none,severe,mild; reader category =dr_a,dr_b"""
CALL = """call_id id; recording audio; transcript text; wait_s integer 0..900;
 agent category =a,b,c,d; duration_s number; csat integer 1..5; resolved boolean;
 label category =spam,ham,other"""
VINE = """block id; leaf_photo image; hyperspectral series; rain_mm number; sugar_brix
 number; acidity_ph number; mildew boolean; botrytis boolean; harvest_t number"""
FLAT = """ad_no integer 1..99999; photos image; description text; size_m2 number;
 rooms integer 1..9; cold_rent number; warm_rent number; energy_class category
 =C,A,D,B; district category =x,y,z"""
MOTOR = """motor id; current series; thermal image; load_pct number; rpm number;
 bearing_state category =healthy,inner,outer,ball; rul_h number; failed boolean"""
CHESS = """game id; moves text; board image; elo_white number; elo_black number;
 result category =white,black,draw; n_moves integer 5..300; opening category =a,b,c"""
ROVER = """frame_no integer 1..90000; left_cam image; right_cam image; imu vector;
 slip_ratio number; terrain category =sand,rock,gravel; stuck boolean"""
SHOP_ZH = """会员号 id; 购物小票图 image; 评价 text; 年龄 integer 18..80;
 消费金额 number;
 积分 integer 0..9000; 是否流失 boolean; 会员等级 category =金卡,银卡,普通"""
CROP_ZH = """地块 id; 遥感图 image; 土壤报告 text; 降雨量 number; 施肥量 number;
 小麦产量 number; 玉米产量 number; 虫害等级 category =中,轻,重"""
METER_ZH = """户号 id; 负荷曲线 series; 户型图 image; 面积 number; 人口 integer 1..9;
 月用电量 number; 是否窃电 boolean"""

SEEN = (
    Case(
        "glaucoma",
        EYE,
        "Detect glaucoma from fundus and OCT images. The reader column is only the name"
        " of the doctor, ignore it; don't use iop_mmhg either. Sensitivity"
        " matters most.",
        "glaucoma",
        "binary",
        "recall",
        without="reader iop_mmhg",
    ),
    Case(
        "retinopathy",
        EYE,
        "grade diabetic retinopathy (none, mild, moderate, severe), quadratic weighted"
        " kappa, under 3 million parameters",
        "retinopathy",
        "ordinal",
        "cohen_kappa_quadratic",
        levels="none mild moderate severe",
        params=3_000_000,
    ),
    Case(
        "csat",
        CALL,
        "Predict customer satisfaction (csat, 1-5 stars) from the recording and the"
        " transcript, without the agent. mean absolute error",
        "csat",
        "regression",
        "mae",
        without="agent",
    ),
    Case(
        "resolved",
        CALL,
        "was the call resolved? label, csat and duration_s are filled in afterwards, so"
        " please don't use those. accuracy",
        "resolved",
        "binary",
        "accuracy",
        without="label csat duration_s",
    ),
    Case(
        "sugar",
        VINE,
        "I want sugar_brix and acidity_ph predicted from leaf photo and hyperspectral"
        " curve; harvest_t is off the table. r2",
        "sugar_brix acidity_ph",
        "multitarget",
        "r2",
        without="harvest_t",
    ),
    Case(
        "fungi",
        VINE,
        "Which fungal diseases does a block have, mildew and/or botrytis? Micro F1.",
        "mildew botrytis",
        "multilabel",
        "f1_micro",
    ),
    Case(
        "rent",
        FLAT,
        "Estmate the cold_rent of a flat. warm_rent would be cheating. The ad number is"
        " meaningless. MAPE, 5 ms per flat at most",
        "cold_rent",
        "regression",
        "mape",
        without="warm_rent ad_no",
        latency=5.0,
    ),
    Case(
        "energy",
        FLAT,
        "predict energy_class, an ordinal grade from D (worst) to A (best), from photos"
        " and description only",
        "energy_class",
        "ordinal",
        levels="D C B A",
        only="photos description",
    ),
    Case(
        "bearing",
        MOTOR,
        "Diagnose the bearing state by current and thermal camera, excluding rul_h and"
        " failed. macro-averaged F1 score",
        "bearing_state",
        "multiclass",
        "f1_macro",
        without="rul_h failed",
    ),
    Case(
        "rul",
        MOTOR,
        "Remaining useful life: regress rul_h, ignore failed and bearing_state. Give me"
        " the 10th and 90th percentile as well. RMSE",
        "rul_h",
        "regression",
        "rmse",
        without="failed bearing_state",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "chess",
        CHESS,
        "who wins the game (result)? use the moves and the board, not the elo ratings."
        " log loss",
        "result",
        "multiclass",
        "log_loss",
        without="elo_white elo_black",
    ),
    Case(
        "terrain",
        ROVER,
        "terrain classifier from both cameras and the imu, no more than 1M"
        " weights, must"
        " run on CPU within 30 ms. skip frame_no, slip_ratio and stuck",
        "terrain",
        "multiclass",
        without="frame_no slip_ratio stuck",
        params=1_000_000,
        latency=30.0,
    ),
    Case(
        "流失",
        SHOP_ZH,
        "帮我预测哪些会员会流失，积分和会员等级不要用，AUC",
        "是否流失",
        "binary",
        "roc_auc",
        without="积分 会员等级",
    ),
    Case(
        "会员",
        SHOP_ZH,
        "会员等级分类（普通<银卡<金卡），只看小票图和评价",
        "会员等级",
        "ordinal",
        levels="普通 银卡 金卡",
        only="购物小票图 评价",
    ),
    Case(
        "双产量",
        CROP_ZH,
        "根据遥感图、土壤报告和降雨量，同时预测小麦产量与玉米产量，虫害等级除外，MAE",
        "小麦产量 玉米产量",
        "multitarget",
        "mae",
        without="虫害等级",
    ),
    Case(
        "窃电",
        METER_ZH,
        "这户人家有没有窃电？请勿使用人口，看F1，内存限制在2GB以内",
        "是否窃电",
        "binary",
        "f1",
        without="人口",
        memory=2048,
    ),
)

UNCLEAR = (
    Case(
        "which-rent",
        FLAT,
        "how high is the rent of a flat?",
        ask="cold_rent warm_rent",
    ),
    Case("which-elo", CHESS, "predict elo from the moves", ask="elo_white elo_black"),
    Case(
        "slip-or-stuck",
        ROVER,
        "predict slip_ratio or stuck from the cameras",
        ask="slip_ratio stuck",
    ),
    Case("哪种产量", CROP_ZH, "预测产量", ask="小麦产量 玉米产量"),
)
