"""Twenty statements written before any was tried, English and Chinese, to work on: wind
turbines, books, sleep, recipes, loans; solar farms, spoken exams, used cars, pigs,
players.

At its first reading 9 of 20 were right (English 6 of 10, Chinese 3 of 10), 2 had another target
without a word, 4 were refused without need.
"""

from statement_suite import Case

WIND = """turbine_id id; scada series; nacelle_photo image; wind_speed_ms number;
 power_kw number; gearbox_failure boolean; failure_mode category =bearing,gear,none,seal;
 technician category =t1,t2; work_order text; downtime_h number; site category
 =north,south"""
BOOK = """isbn id; cover image; blurb text; genre category =crime,fantasy,romance; pages
 integer 40..900; list_price_usd number; first_week_sales integer 0..50000; total_sales
 integer 0..900000; bestseller boolean; publisher category =a,b,c; avg_rating number"""
SLEEP = """night_id id; eeg series; snoring audio; ahi_events_per_hour number;
 apnea_severity category =mild,moderate,none,severe; age integer 18..90; bmi number; sex
 category =f,m; cpap_prescribed boolean; doctor_letter text"""
RECIPE = """recipe_id id; dish_photo image; ingredients set; instructions text; cuisine
 category =indian,italian,mexican,thai; tags category =quick|vegan,vegan,spicy,quick|spicy;
 calories number; prep_minutes integer 1..240; rating number"""
LOAN = """application_id id; application_letter text; payslip_scan image; income_eur
 number; loan_amount_eur number; defaulted boolean; months_to_default number; gender
 category =f,m; nationality category =de,fr,pl; employer_name text; granted boolean"""
SOLAR_ZH = """电站编号 id; 红外图 image; 电流曲线 series; 日发电量 number; 月发电量 number;
 组件故障 category =热斑,隐裂,遮挡,正常; 是否停机 boolean; 辐照度 number; 环境温度
 number; 运维记录 text; 厂家 category =甲厂,乙厂,丙厂"""
ORAL_ZH = """考生号 id; 录音 audio; 题目文本 text; 发音得分 number 0..100; 流利度得分
 number 0..100; 总分 number 0..100; 等级 category =不及格,优秀,及格,良好; 性别 category
 =女,男; 考官 category =李,王; 是否作弊 boolean"""
CAR_ZH = """车辆编号 id; 外观照片 image; 车况描述 text; 行驶里程 number; 上牌时间 date;
 新车指导价 number; 成交价 number; 是否事故车 boolean; 品牌 category =大众,丰田,比亚迪;
 城市 category =北京,成都; 在库天数 integer 0..300"""
PIG_ZH = """耳标 id; 猪舍视频 video; 咳嗽声 audio; 体重kg number; 采食量 number; 是否患病
 boolean; 疾病种类 category =健康,肺炎,蓝耳; 饲养员 category =张,赵; 兽医诊断 text; 日龄
 integer 1..200"""
GAME_ZH = """player_id id; 行为序列 series; 聊天记录 text; 头像 image; 充值金额 number;
 在线时长 number; 是否流失 boolean; 流失天数 number; 注册渠道 category =广告,好友;
 churn_reason text; 段位 category =王者,白银,青铜,黄金"""

SEEN = (
    Case(
        "wind-failure",
        WIND,
        "gearbox failure y/n. scada + photo. work order is written afterwards -> leave out,"
        " same for downtime. F1",
        "gearbox_failure",
        "binary",
        "f1",
        without="work_order downtime_h",
    ),
    Case(
        "wind-mode",
        WIND,
        "Which failure mode is it? We have four of them incl. none, and the rare ones"
        " matter as much as the frequent ones. Must run in under 20 ms on a CPU.",
        "failure_mode",
        "multiclass",
        "f1_macro balanced_accuracy",
        latency=20,
    ),
    Case(
        "book-week",
        BOOK,
        "Hi all, I work for a small publisher and my nephew told me about this tool. What"
        " I'd love is a rough idea of how many copies a book sells in its first week,"
        " going by the cover and the blurb. The total sales obviously come much later and"
        " so does the average rating, please keep both away from it. Being off by a"
        " factor is worse than being off by a number, so something relative would be"
        " good. Thanks, Ruth",
        "first_week_sales",
        "regression",
        "mape smape rmsle wape",
        without="total_sales avg_rating",
    ),
    Case(
        "sleep-severity",
        SLEEP,
        "I want classify severity of apnea from EEG and snore sound. It have order none,"
        " mild, moderate, severe. AHI is what defines the severity so is forbidden to use"
        " it. Also the letter of doctor.",
        "apnea_severity",
        "ordinal",
        levels="none mild moderate severe",
        without="ahi_events_per_hour doctor_letter",
    ),
    Case(
        "sleep-ahi",
        SLEEP,
        "predict AHI with 5% / 95% quantiles, using everything except the letter and the"
        " prescription",
        "ahi_events_per_hour",
        "regression",
        "mae pinball",
        quantiles=(0.05, 0.95),
        without="doctor_letter cpap_prescribed",
    ),
    Case(
        "recipe-autotag",
        RECIPE,
        "tag recipies automaticaly (several tags per recipe, seperated by |) from foto and"
        " instructions, pls no ingredients",
        "tags",
        "multilabel",
        separator="|",
        without="ingredients",
    ),
    Case(
        "recipe-match",
        RECIPE,
        "Given a photo of the dish, find the matching instructions. Recall@5.",
        "instructions",
        "retrieval",
        "recall_at_5",
    ),
    Case(
        "loan-survival",
        LOAN,
        "Survival analysis please: months_to_default as duration and defaulted as event"
        " indicator. For compliance reasons neither gender nor nationality must enter the"
        " model.",
        "months_to_default defaulted",
        "survival",
        without="gender nationality",
    ),
    Case(
        "loan-default-b",
        LOAN,
        "Will the applicant default? Positive class is default = 1. Precision matters most"
        " to us. Whether the loan was granted isn't known yet. max 200k parameters",
        "defaulted",
        "binary",
        "precision",
        params=200_000,
        positive="1",
        without="granted",
    ),
    Case(
        "光伏故障",
        SOLAR_ZH,
        "用红外图和电流曲线判断组件是什么故障，运维记录是修完才写的，不能用，厂家也去掉。宏F1",
        "组件故障",
        "multiclass",
        "f1_macro",
        without="运维记录 厂家",
    ),
    Case(
        "口语打分",
        ORAL_ZH,
        "根据录音给发音和流利度打分，两个一起出，总分就别放进去了，误差用RMSE",
        "发音得分 流利度得分",
        "multitarget",
        "rmse",
        without="总分",
    ),
    Case(
        "口语等级",
        ORAL_ZH,
        "等级分为不及格<及格<良好<优秀，请根据录音和题目预测考生等级。发音得分、流利度得分和总分都不要用。",
        "等级",
        "ordinal",
        levels="不及格 及格 良好 优秀",
        without="发音得分 流利度得分 总分",
    ),
    Case(
        "收车估价",
        CAR_ZH,
        "同事让我做个模型，帮收车的人估个价，就是最后能卖多少钱，图片加描述加里程。在库天数卖之前不知道。按百分比误差算",
        "成交价",
        "regression",
        "mape smape wape",
        without="在库天数",
    ),
    Case(
        "事故车",
        CAR_ZH,
        "识别事故车，漏掉一辆损失很大，所以召回要高；推理延迟控制在50毫秒以内，模型文件不超过20兆",
        "是否事故车",
        "binary",
        "recall f2",
        latency=50,
        params=20 * 2**20 // 4,
    ),
    Case(
        "猪病",
        PIG_ZH,
        "除了兽医诊断以外的数据都可以用，看看哪些猪生病了",
        "是否患病",
        "binary",
        without="兽医诊断",
    ),
    Case(
        "咳嗽分病",
        PIG_ZH,
        "只用咳嗽声能不能分出是哪种病",
        "疾病种类",
        "multiclass",
        only="咳嗽声",
    ),
    Case(
        "玩家流失",
        GAME_ZH,
        "想train一个model预测玩家是否流失，metric用AUC，churn_reason这列是泄漏，别用；流失天数也一样",
        "是否流失",
        "binary",
        "roc_auc",
        without="churn_reason 流失天数",
    ),
    Case(
        "充值区间",
        GAME_ZH,
        "预测充值金额，给出10%、50%、90%分位数，聊天记录涉及隐私不使用",
        "充值金额",
        "regression",
        "mae pinball",
        quantiles=(0.1, 0.5, 0.9),
        without="聊天记录",
    ),
)

UNCLEAR = (
    Case(
        "book-sales",
        BOOK,
        "predict the sales of a book",
        ask="first_week_sales total_sales",
    ),
    Case("发电量", SOLAR_ZH, "预测一下发电量", ask="日发电量 月发电量"),
)

KNOWN = {}
