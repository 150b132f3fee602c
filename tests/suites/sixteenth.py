"""Statements in other voices, written after the mending for `fourteenth`: a
farmer, a personnel officer, an astronomer, a junior developer, a factory's inspector,
a shop's operator, a nurse, an official.

26 of 30 were right when first read (87 %; English 17 of 18, Chinese 9 of 12): 2 wrong
targets without a word, 1 refused without need.
"""

from statement_suite import Case

FARM = """cow_id id; barn_cam video; moo audio; milk_l number; temp_c number;
 steps integer 0..9000; lame boolean; mastitis boolean; breed category
 =angus,holstein,jersey; vet_note text; next_calving_days number"""
STAFF = """emp_id id; cv_text text; headshot image; salary_eur number; dept category
 =hr,it,sales; left_company boolean; satisfaction integer 1..10; age integer 18..66;
 overtime_h number; performance category =average,good,poor; exit_interview text"""
STARS = """obj_id id; spectrum series; cutout image; redshift number; ra number;
 dec number; obj_type category =galaxy,quasar,star; mag_r number; variable boolean;
 observer_comment text"""
APP = """user_id id; screenshot image; review text; stars integer 1..5; os category
 =android,ios; crashed boolean; session_min number; country category =br,in,us;
 -paid boolean"""
PIANO = """take_id id; audio audio; sheet image; tempo_bpm number; composer category
 =bach,chopin,liszt; skill category =beginner,expert,intermediate; errors integer 0..60;
 teacher category =t1,t2"""
QUALITY_ZH = """产品编号 id; 表面图像 image; 超声信号 series; 缺陷类型 category
 =划痕,气孔,裂纹,无; 是否合格 boolean; 厚度 number; 硬度 number; 生产线 category
 =A,B,C; 质检员 category =甲,乙; 返工费用 number; 生产日期 date"""
STREAM_ZH = """直播间ID id; 直播截图 image; 主播话术 text; 背景音 audio; 观看人数 integer
 0..90000; 成交金额 number; 退货率 number; 是否违规 boolean; 主播等级 category
 =中级,初级,高级; 品类 category =服饰,美妆,食品; 开播时间 date"""
NURSE_TW = """床號 id; 傷口照片 image; 護理紀錄 text; 疼痛分數 integer 0..10;
 體溫 number; 是否感染 boolean; 傷口等級 category =一級,二級,三級,四級;
 護理師 category =王,李; 住院天數 number"""
CITY_ZH = """事件编号 id; 市民来电 audio; 描述 text; 现场照片 image; 所属部门 category
 =交通,城管,环保; 紧急程度 category =一般,紧急,特急; 处理时长小时 number;
 是否重复投诉 boolean; 区县 category =东区,南区,西区; 满意度 integer 1..5"""

SEEN = (
    Case(
        "cow-lame",
        FARM,
        "I run a dairy. Which cows are going lame? I've got barn video and step counts."
        " Don't let it read the vet's notes, he writes them when he has already seen the"
        " cow.",
        "lame",
        "binary",
        without="vet_note",
    ),
    Case(
        "cow-milk",
        FARM,
        "how many litres of milk will she give? error in litres on average",
        "milk_l",
        "regression",
        "mae",
    ),
    Case(
        "cow-breed",
        FARM,
        "guess the breed from the mooing only",
        "breed",
        "multiclass",
        only="moo",
    ),
    Case(
        "cow-mastitis",
        FARM,
        "Early detection of mastitis. I would rather check a healthy cow than miss a sick"
        " one. Leave lameness out of it.",
        "mastitis",
        "binary",
        "recall f2",
        without="lame",
    ),
    Case(
        "staff-leave",
        STAFF,
        "Who will leave the company? The exit interview only exists for those who left,"
        " and for legal reasons neither age nor the photo may be used.",
        "left_company",
        "binary",
        without="exit_interview age headshot",
    ),
    Case(
        "staff-performance",
        STAFF,
        "Predict the performance rating (poor < average < good) of a candidate from the"
        " CV. Salary is out.",
        "performance",
        "ordinal",
        levels="poor average good",
        without="salary_eur",
    ),
    Case(
        "staff-pay",
        STAFF,
        "Please estimate what we should pay somebody, i.e. the salary in euros, from CV,"
        " department and age. MAPE.",
        "salary_eur",
        "regression",
        "mape",
    ),
    Case(
        "staff-satisfaction",
        STAFF,
        "Predict satisfaction as a number, RMSE, and do not use the exit interview or"
        " whether they left.",
        "satisfaction",
        "regression",
        "rmse",
        without="exit_interview left_company",
    ),
    Case(
        "star-redshift",
        STARS,
        "Photometric-style redshift regression: spectrum + cutout -> redshift. Sky"
        " coordinates (ra, dec) should not be inputs. Median absolute error, < 1M"
        " parameters.",
        "redshift",
        "regression",
        "median_ae",
        params=1_000_000,
        without="ra dec",
    ),
    Case(
        "star-type",
        STARS,
        "Separate stars, galaxies and quasars. Balanced accuracy. Ignore the observer"
        " comments.",
        "obj_type",
        "multiclass",
        "balanced_accuracy",
        without="observer_comment",
    ),
    Case(
        "star-variable",
        STARS,
        "Is the source variable? Spectrum and image only, AUC",
        "variable",
        "binary",
        "roc_auc",
        only="spectrum cutout",
    ),
    Case(
        "app-paid",
        APP,
        "hey can u make smth that predicts the missing column of the test set, log loss",
        "paid",
        "binary",
        "log_loss",
    ),
    Case(
        "app-pay",
        APP,
        "will the user pay? pls without country, model < 10mb",
        "paid",
        "binary",
        params=10 * 2**20 // 4,
        without="country",
    ),
    Case(
        "piano-skill",
        PIANO,
        "Rate the pianist's skill level: beginner, intermediate or expert. Teacher is"
        " irrelevant. 200 ms latency at most.",
        "skill",
        "ordinal",
        levels="beginner intermediate expert",
        latency=200.0,
        without="teacher",
    ),
    Case(
        "piano-composer",
        PIANO,
        "recognise the composer by listening, sheet music is not allowed, top accuracy",
        "composer",
        "multiclass",
        "accuracy",
        without="sheet",
    ),
    Case(
        "piano-both",
        PIANO,
        "Predict both tempo and number of errors from the recording.",
        "tempo_bpm errors",
        "multitarget",
    ),
    Case(
        "质检缺陷",
        QUALITY_ZH,
        "用表面图像和超声信号识别缺陷属于哪一类，返工费用是后面才知道的，质检员也别用",
        "缺陷类型",
        "multiclass",
        without="返工费用 质检员",
    ),
    Case(
        "质检合格",
        QUALITY_ZH,
        "判断产品是否合格，缺陷类型不能作为特征，漏检一个次品损失很大",
        "是否合格",
        "binary",
        "recall f2",
        without="缺陷类型",
    ),
    Case(
        "质检硬度",
        QUALITY_ZH,
        "硬度能不能不做破坏性试验就估出来？只用超声信号。评价看R2。",
        "硬度",
        "regression",
        "r2",
        only="超声信号",
    ),
    Case(
        "直播成交",
        STREAM_ZH,
        "预测一场直播能卖多少钱，观看人数和退货率播完才有，别放进去，用MAPE",
        "成交金额",
        "regression",
        "mape",
        without="观看人数 退货率",
    ),
    Case(
        "直播违规",
        STREAM_ZH,
        "检测违规直播，模型要能在20ms内跑完，参数控制在200万以内",
        "是否违规",
        "binary",
        latency=20.0,
        params=2_000_000,
    ),
    Case(
        "主播等级",
        STREAM_ZH,
        "根据话术和背景音判断主播等级，从低到高是初级、中级、高级",
        "主播等级",
        "ordinal",
        levels="初级 中级 高级",
    ),
    Case(
        "傷口感染",
        NURSE_TW,
        "用傷口照片和護理紀錄預測傷口會不會感染，護理師是誰不重要，請不要用，AUC",
        "是否感染",
        "binary",
        "roc_auc",
        without="護理師",
    ),
    Case(
        "傷口等級",
        NURSE_TW,
        "傷口分成一級到四級，請模型看照片分級，住院天數不可使用",
        "傷口等級",
        "ordinal",
        levels="一級 二級 三級 四級",
        without="住院天數",
    ),
    Case(
        "住院天數",
        NURSE_TW,
        "預估病人要住院幾天，平均絕對誤差，感染欄位排除",
        "住院天數",
        "regression",
        "mae",
        without="是否感染",
    ),
    Case(
        "派单",
        CITY_ZH,
        "把市民来电自动分派到所属部门，各部门同等重要，区县信息不用",
        "所属部门",
        "multiclass",
        "f1_macro balanced_accuracy",
        without="区县",
    ),
    Case(
        "处理时长",
        CITY_ZH,
        "这个工单要多少小时才能处理完？满意度是办结以后打的，不能用。",
        "处理时长小时",
        "regression",
        without="满意度",
    ),
)
UNCLEAR = (
    Case("cow-health", FARM, "Predict the health of my cows.", ask="lame mastitis"),
    Case("直播效果", STREAM_ZH, "预测直播效果好不好", ask="成交金额 是否违规"),
    Case("star-any", STARS, "Predict something from the spectrum.", ask="obj_type"),
)
