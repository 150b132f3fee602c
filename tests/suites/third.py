"""Statements written after the second mending, and first read once they were written.

At that first run 12 of 26 were complete and right (46 %): English 7 of 20, Chinese 5
of 6; clear ones 8 of 21, and 1 of the 5 unclear ones was guessed.
"""

from statement_suite import Case

WINE = """lot id; label_photo image; tasting_note text; alcohol number; sugar number;
 vintage integer 1990..2022; points integer 80..100; price_usd number;
 score category =B,A,C"""
ICU = """stay id; ecg series; ct image; notes text; age integer 18..99;
 los_hours number; died boolean; icd category =i10,i21|i50,i50,i10|e11,e11;
 discharge_type category =home,rehab,hospice"""
TRAIN = """run_no integer 1..99999; line category =L1,L2,L3; planned date;
 track_cam image;
 axle_sound audio; temp_c number; passengers integer 0..1200; delay_sec number;
 cancelled boolean"""
BEE = """hive id; sound audio; entrance_image image; weight_kg number; humidity number;
 queen_present boolean; swarming boolean; mites_per_100 number; honey_kg number"""
BOND = """isin id; news text; yield_pct number; duration number; maturity_years number;
 issuer category =a,b,c,d; rating category =BBB,A,AA,AAA; downgrade boolean;
 spread_bp number"""
ROAD = """seg id; dashcam image; gps series; lat latitude; lon longitude;
 speed_limit integer 20..120; surface category =dry,wet,icy; severity category
 =fatal,slight,serious; accidents integer 0..40"""
CHIP = """wafer id; sem_image image; recipe text; temp_zone1 number; temp_zone2 number;
 pressure number; yield_pct number; pass_fail category =pass,fail; label integer 0..1"""
RECIPE = """rid id; dish_photo image; title text; ingredients text; calories number;
 protein_g number; fat_g number; cuisine category =thai,greek,french;
 vegan boolean"""
PLAYER = """pid id; highlight_clip series; scouting_report text; age integer 16..40;
 goals integer 0..50; assists integer 0..30; market_value number; position category
 =gk,df,mf,fw; injured_next_season boolean"""
STAR = """tic id; light_curve series; thumbnail image; teff number; logg number;
 period_days number; planet category =candidate,false_positive"""
RENT = """房号 id; 客厅照片 image; 房东描述 text; 面积 number; 楼层 integer 1..40;
 月租 number; 押金 number; 装修 category =毛坯,精装,简装; 是否出租 boolean"""
FACTORY = """工件号 id; 表面图 image; 声发射 series; 温度 number; 压力 number;
 缺陷类型 category =划痕,裂纹,气孔; 粗糙度 number; 是否合格 boolean"""
STUDENT = """准考证号 integer 100000..999999; 答卷图 image; 口语录音 audio; 年级 integer
 1..6; 数学成绩 number; 语文成绩 number; 英语成绩 number"""
SEA = """航次 id; 声呐图 image; 水温 number; 盐度 number; 渔获量 number; 鱼种 category
 =带鱼,黄鱼,鲳鱼; 是否禁渔 boolean"""

SEEN = (
    Case(
        "points",
        WINE,
        "Guess how many points a critic gives a wine. The price must stay out,"
        " otherwise"
        " it's too easy; `score` is our in-house grade, also forbidden. R2",
        "points",
        "regression",
        "r2",
        without="price_usd score",
    ),
    Case(
        "wine-grade",
        WINE,
        "in-house score (C lowest, then B, then A) from the label and the note, no"
        " points no price",
        "score",
        "ordinal",
        without="points price_usd",
        levels="C B A",
    ),
    Case(
        "mortality",
        ICU,
        "in-hospital mortality prediction (died), area under the ROC curve. We"
        " can't use"
        " los_hours or discharge_type since those are outcomes as well.",
        "died",
        "binary",
        "roc_auc",
        without="los_hours discharge_type",
    ),
    Case(
        "icd",
        ICU,
        "suggest icd codes for a stay; several codes per stay, they are separated by a"
        " pipe. from notes and ct. micro f1. nothing that is known only at discharge"
        " (died, discharge_type, los_hours)",
        "icd",
        "multilabel",
        "f1_micro",
        separator="|",
        without="died discharge_type los_hours",
    ),
    Case(
        "train-delay",
        TRAIN,
        "What delay (delay_sec) should we expect? Skip run_no and cancelled. I want MAE"
        " and the model has to answer in under 15 ms",
        "delay_sec",
        "regression",
        "mae",
        without="run_no cancelled",
        latency=15.0,
    ),
    Case(
        "cancelled",
        TRAIN,
        "Find trains that get cancelled. We'd rather have false alarms than miss one."
        " All columns but delay_sec.",
        "cancelled",
        "binary",
        "recall",
        without="delay_sec",
    ),
    Case(
        "swarm",
        BEE,
        "Is the colony about to swarm (swarming)? just audio, nothing else. F1",
        "swarming",
        "binary",
        "f1",
        only="sound",
    ),
    Case(
        "bees-two",
        BEE,
        "queen_present and swarming should be predicted from sound and image, hamming"
        " loss",
        "queen_present swarming",
        "multilabel",
        "hamming_loss",
    ),
    Case(
        "rating",
        BOND,
        "Credit rating from news and figures; it is ordered BBB < A < AA < AAA. Please"
        " keep the downgrade flag and the spread out of the inputs.",
        "rating",
        "ordinal",
        levels="BBB A AA AAA",
        without="downgrade spread_bp",
    ),
    Case(
        "spread",
        BOND,
        "regress spread_bp, pinball loss, quantiles 0.05, 0.5 and 0.95",
        "spread_bp",
        "regression",
        "pinball",
        quantiles=(0.05, 0.5, 0.95),
    ),
    Case(
        "severity",
        ROAD,
        "How severe will an accident on this segment be? slight, serious, or fatal. Do"
        " not feed the accidents column to the model. no more than 800,000 parameters",
        "severity",
        "ordinal",
        levels="slight serious fatal",
        without="accidents",
        params=800_000,
    ),
    Case(
        "surface",
        ROAD,
        "recognise the road surface in dashcam pictures, macro recall, location should"
        " not be used",
        "surface",
        "multiclass",
        "recall_macro",
        without="lat lon",
    ),
    Case(
        "wafer",
        CHIP,
        "pass_fail is what we need, with fail as the positive class. `label` is a copy"
        " from another line, disregard it. yield_pct too.",
        "pass_fail",
        "binary",
        positive="fail",
        without="label yield_pct",
    ),
    Case(
        "nutrition",
        RECIPE,
        "from a dish photo and its title estimate calories, protein_g and fat_g. R2.",
        "calories protein_g fat_g",
        "multitarget",
        "r2",
    ),
    Case(
        "cuisine",
        RECIPE,
        "which cuisine is the dish? text only",
        "cuisine",
        "multiclass",
        only="title ingredients",
    ),
    Case(
        "market-value",
        PLAYER,
        "Predcit the market value of players, goals and assists are fine, but injuries"
        " of next season aren't known. RMSE",
        "market_value",
        "regression",
        "rmse",
        without="injured_next_season",
    ),
    Case(
        "planet",
        STAR,
        "Tell candidates from false positives using light curves. positive: candidate."
        " Average precision. Must fit in 512 MB of RAM.",
        "planet",
        "binary",
        "average_precision",
        positive="candidate",
        memory=512,
    ),
    Case(
        "月租",
        RENT,
        "这套房一个月能租多少钱（月租）？押金和是否出租不要放进模型，中位数绝对误差",
        "月租",
        "regression",
        "median_ae",
        without="押金 是否出租",
    ),
    Case(
        "缺陷",
        FACTORY,
        "用表面图和声发射判断工件的缺陷类型，粗糙度、是否合格两列不能用，宏召回率，"
        "推理要在8毫秒内",
        "缺陷类型",
        "multiclass",
        "recall_macro",
        without="粗糙度 是否合格",
        latency=8.0,
    ),
    Case(
        "成绩",
        STUDENT,
        "一起预测数学成绩、语文成绩和英语成绩，准考证号没有意义，忽略它",
        "数学成绩 语文成绩 英语成绩",
        "multitarget",
        without="准考证号",
    ),
    Case(
        "渔获",
        SEA,
        "渔获量预测，只用声呐图和水温，RMSE，模型参数少于200万",
        "渔获量",
        "regression",
        "rmse",
        only="声呐图 水温",
        params=2_000_000,
    ),
)

UNCLEAR = (
    Case(
        "which-macro",
        PLAYER.replace("assists", "own_goals"),
        "predict goals, or own_goals, from the clip",
        ask="goals own_goals",
    ),
    Case(
        "which-zone",
        CHIP,
        "predict the zone temperature from the recipe",
        ask="temp_zone1 temp_zone2",
    ),
    Case("which-of-bees", BEE, "learn something useful about my bees", ask="swarming"),
    Case("哪门成绩", STUDENT, "根据答卷图预测成绩", ask="数学成绩 语文成绩 英语成绩"),
    Case("租还是押", RENT, "预测月租还是押金都行", ask="月租 押金"),
)
