"""Forty-four statements in Chinese by somebody who had never seen the reader, over Chinese
and English names: a vet, fashion, wind turbines, a call centre, fish, ski rental,
courses, steel. First reading: 33 right, 1 with another target (a time without its event,
which is asked for now). One is not among them: 顾客要交多少钱 is refused as it should be,
but for a column of free text.
"""

from statement_suite import Case

CHINESE6_VET = """就诊号 id; 患处照片 image; 主诉 text; 呼吸音 audio; 物种 category =犬,猫,兔,仓鼠; 年龄月 integer 1..220; 体重 number;
 体温 number; 接诊医生 category =王医生,李医生,赵医生,陈医生; 预估费用 number;
 -诊断 category =皮肤病,肠胃炎,呼吸道感染,骨折,肿瘤; -是否住院 boolean; -住院天数 integer 0..30; -实付金额 number"""
CHINESE6_CLOTHES = """item_id id; front_photo image; tag_photo image; description text; seller_name text; brand category =uniqlo,zara,nike,gucci,other;
 size category =S,M,L,XL; times_worn integer 0..60; condition category =new,good,fair,worn; original_price number;
 list_price number; sold_price number; days_to_sell integer 0..180; returned boolean"""
CHINESE6_WIND = """记录号 id; 采集时间 date; 振动 series; 叶片照片 image; 机舱声音 audio; 巡检记录 text; 风速 number; 当前功率 number;
 齿轮箱温度 number; 轴承温度 number; 下一小时功率 number; 故障部位 category =无,齿轮箱,轴承,叶片,发电机;
 运行天数 integer 1..2000; 是否停机 boolean"""
CHINESE6_CALLS = """call_id id; recording audio; transcript text; claim_photo image; agent_name category =zhang,li,wang,zhao;
 policy_type category =auto,health,life,home; customer_age integer 18..85; prior_calls integer 0..20; wait_sec number;
 handle_sec number; topics category =claim,premium|renewal,claim|refund,renewal; csat integer 1..5; escalated boolean; renewed boolean"""

CHINESE6_POND = """record_id id; record_date date; water_photo image; underwater_video video; sensor_trace series; worker_note text;
 species category =carp,shrimp,tilapia,bass; water_temp number; dissolved_oxygen number; ammonia number; feed_kg number;
 -disease_outbreak boolean; -harvest_kg number; -mortality_rate number"""
CHINESE6_SKI = """订单号 id; 试穿照片 image; 顾客留言 text; 身高 number; 体重 number; 年龄 integer 6..75; 滑雪水平 category =新手,初级,中级,高级;
 雪鞋码 integer 34..48; 雪板长度 number; 固定器DIN值 number; 租赁小时 number; 押金 number; 租金 number; 是否损坏 boolean"""
CHINESE6_COURSE = """enroll_id id; cover image; intro_video video; lecturer_voice audio; syllabus text; subject category =math,coding,art,language;
 platform constant; price number; watch_minutes number; quiz_score number; final_score number; days_active integer 1..365;
 dropped_out boolean; refunded boolean"""
CHINESE6_STEEL = """钢卷号 id; 表面图像 image; 超声波形 series; 炉次备注 text; 质检员 category =老张,老李,小王; 钢种 category =Q235,Q345,SPHC,304;
 碳含量 number; 厚度 number; 轧制温度 number; 屈服强度 number; 抗拉强度 number; 延伸率 number;
 缺陷 category =划伤,划伤|夹杂,氧化皮,夹杂|氧化皮; 判定 category =合格,不合格"""

SEEN = (
    Case(
        "chinese6-vet-illness",
        CHINESE6_VET,
        "看患处照片和主诉，判断宠物得的是什么病，医生的名字别放进去，用宏平均F1",
        "诊断",
        "multiclass",
        "f1_macro",
        without="接诊医生",
    ),
    Case(
        "chinese6-vet-admit",
        CHINESE6_VET,
        "这只宠物需不需要住院？AUC",
        "是否住院",
        "binary",
        "roc_auc",
    ),
    Case(
        "chinese6-vet-days",
        CHINESE6_VET,
        "想知道要住几天院，误差按天算，MAE。预估费用是医生看完病以后才填的，不要用。",
        "住院天数",
        "regression",
        "mae",
        without="预估费用",
    ),
    Case(
        "chinese6-vet-paid",
        CHINESE6_VET,
        "我们医院每个月都有几笔特别贵的手术，把平均值带得很偏，所以请用中位数绝对误差来衡量。要预测的是主人最后实际付了多少钱。",
        "实付金额",
        "regression",
        "median_ae",
    ),
    Case(
        "chinese6-vet-breath",
        CHINESE6_VET,
        "只用呼吸音和体重来预测诊断，看准确率，内存不能超过512MB",
        "诊断",
        "multiclass",
        "accuracy",
        only="呼吸音 体重",
        memory=512,
    ),
    Case(
        "chinese6-clothes-sold",
        CHINESE6_CLOTHES,
        "这件衣服最后能卖出多少钱？挂牌价别给模型看，另外 days_to_sell 和 returned 都是卖完才知道的，也不能用。指标R方。",
        "sold_price",
        "regression",
        "r2",
        without="list_price days_to_sell returned",
    ),
    Case(
        "chinese6-clothes-condition",
        CHINESE6_CLOTHES,
        "给衣服的成色评级，从全新到破旧一共四档，有先后顺序，用二次加权kappa",
        "condition",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "chinese6-clothes-return",
        CHINESE6_CLOTHES,
        "买家会不会退货，想把会退的尽量都找出来，看召回率；卖家名字不要参与",
        "returned",
        "binary",
        "recall",
        without="seller_name",
    ),
    Case(
        "chinese6-clothes-brand",
        CHINESE6_CLOTHES,
        "只凭正面照和吊牌照认出品牌",
        "brand",
        "multiclass",
        only="front_photo tag_photo",
    ),
    Case(
        "chinese6-clothes-days",
        CHINESE6_CLOTHES,
        "多少天能卖出去，RMSE，成交价到时候还没有，去掉",
        "days_to_sell",
        "regression",
        "rmse",
        without="sold_price",
    ),
    Case(
        "chinese6-wind-next",
        CHINESE6_WIND,
        "预测下一个小时的发电功率",
        "下一小时功率",
        "regression",
    ),
    Case(
        "chinese6-wind-fault",
        CHINESE6_WIND,
        "哪个部位出了故障？振动、声音、照片都可以用，巡检记录是事后补写的，不能用。评价用加权F1",
        "故障部位",
        "multiclass",
        "f1_weighted",
        without="巡检记录",
    ),
    Case(
        "chinese6-wind-survival",
        CHINESE6_WIND,
        "做个生存分析：风机运行多少天会停机，还没停的算删失，C指数",
        "运行天数 是否停机",
        "survival",
        "c_index",
    ),
    Case(
        "chinese6-wind-temps",
        CHINESE6_WIND,
        "齿轮箱温度和轴承温度两个一起预测，均方根误差",
        "齿轮箱温度 轴承温度",
        "multitarget",
        "rmse",
    ),
    Case(
        "chinese6-wind-quantiles",
        CHINESE6_WIND,
        "调度那边不要一个点，要一个区间：请给出下一小时功率的10%和90%分位数，用分位数损失评估",
        "下一小时功率",
        "regression",
        "pinball",
        quantiles=(0.1, 0.9),
    ),
    Case(
        "chinese6-calls-escalate",
        CHINESE6_CALLS,
        "来电会不会升级投诉，AUC，通话时长挂断以后才有，不要用",
        "escalated",
        "binary",
        "roc_auc",
        without="handle_sec",
    ),
    Case(
        "chinese6-calls-topics",
        CHINESE6_CALLS,
        "帮我给每通电话打上话题标签，一通可能有好几个话题",
        "topics",
        "multilabel",
    ),
    Case(
        "chinese6-calls-renew",
        CHINESE6_CALLS,
        "客户到期以后还续不续保？跟是哪个客服接的电话无关，客服姓名请去掉。按对数损失打分",
        "renewed",
        "binary",
        "log_loss",
        without="agent_name",
    ),
    Case(
        "chinese6-calls-csat",
        CHINESE6_CALLS,
        "预测客户满意度，1到5分当作有序等级",
        "csat",
        "ordinal",
    ),
    Case(
        "chinese6-calls-type",
        CHINESE6_CALLS,
        "这通电话问的是哪个险种？只听录音，别的都不用，单次推理延迟控制在200毫秒以内",
        "policy_type",
        "multiclass",
        only="recording",
        latency=200,
    ),
    Case(
        "chinese6-pond-harvest",
        CHINESE6_POND,
        "这口塘最后能收多少公斤？mae",
        "harvest_kg",
        "regression",
        "mae",
    ),
    Case(
        "chinese6-pond-disease",
        CHINESE6_POND,
        "鱼塘会不会爆发病害。漏报比误报严重得多，所以用F2。养殖工人写的备注不让用。",
        "disease_outbreak",
        "binary",
        "f2",
        without="worker_note",
    ),
    Case(
        "chinese6-pond-mortality",
        CHINESE6_POND,
        "死亡率预测，只能用水温、溶解氧、氨氮和传感器曲线，其他一概不用，R2",
        "mortality_rate",
        "regression",
        "r2",
        only="water_temp dissolved_oxygen ammonia sensor_trace",
    ),
    Case(
        "chinese6-pond-both",
        CHINESE6_POND,
        "同时预测收获量和死亡率，喂了多少饲料不要考虑",
        "harvest_kg mortality_rate",
        "multitarget",
        without="feed_kg",
    ),
    Case(
        "chinese6-pond-risk",
        CHINESE6_POND,
        "给出病害爆发的概率，概率要准，Brier分数，模型参数不超过500万",
        "disease_outbreak",
        "binary",
        "brier",
        params=5000000,
    ),
    Case(
        "chinese6-ski-length",
        CHINESE6_SKI,
        "该给顾客配多长的雪板？单位厘米，平均绝对误差",
        "雪板长度",
        "regression",
        "mae",
    ),
    Case(
        "chinese6-ski-damage",
        CHINESE6_SKI,
        "还回来的时候装备会不会坏，坏的很少，用平均精度AP吧",
        "是否损坏",
        "binary",
        "average_precision",
    ),
    Case(
        "chinese6-ski-din",
        CHINESE6_SKI,
        "固定器的DIN应该调到多少？不要看留言和照片",
        "固定器DIN值",
        "regression",
        without="顾客留言 试穿照片",
    ),
    Case(
        "chinese6-ski-level",
        CHINESE6_SKI,
        "猜顾客的滑雪水平，由低到高是新手、初级、中级、高级。押金和租金跟水平没关系，不要拿来用",
        "滑雪水平",
        "ordinal",
        without="押金 租金",
        levels="新手 初级 中级 高级",
    ),
    Case(
        "chinese6-ski-hours",
        CHINESE6_SKI,
        "顾客会租几个小时，均方根误差。租金是按小时算出来的，等于直接泄露答案，一定要去掉；是否损坏也是还的时候才知道，同样去掉。",
        "租赁小时",
        "regression",
        "rmse",
        without="租金 是否损坏",
    ),
    Case(
        "chinese6-course-final",
        CHINESE6_COURSE,
        "预测学员期末考多少分，小测成绩可以用，观看时长不可以。看皮尔逊相关系数",
        "final_score",
        "regression",
        "pearson",
        without="watch_minutes",
    ),
    Case(
        "chinese6-course-refund",
        CHINESE6_COURSE,
        "退款预测 PR曲线下面积",
        "refunded",
        "binary",
        "average_precision",
    ),
    Case(
        "chinese6-course-subject",
        CHINESE6_COURSE,
        "光看封面和介绍视频能不能分出是哪个学科的课？别的列都不用，平衡准确率",
        "subject",
        "multiclass",
        "balanced_accuracy",
        only="cover intro_video",
    ),
    Case(
        "chinese6-course-search",
        CHINESE6_COURSE,
        "用课程大纲去检索对应的封面图，只用大纲和封面这两列，MRR",
        "cover",
        "retrieval",
        "mrr",
        only="syllabus cover",
    ),
    Case(
        "chinese6-steel-reject",
        CHINESE6_STEEL,
        "钢卷合不合格，不合格的一个都不想放过，以不合格为正类算召回率",
        "判定",
        "binary",
        "recall",
        positive="不合格",
    ),
    Case(
        "chinese6-steel-three",
        CHINESE6_STEEL,
        "一次把屈服强度、抗拉强度和延伸率都预测出来，指标用R2，最终判定那时候还没有，别用",
        "屈服强度 抗拉强度 延伸率",
        "multitarget",
        "r2",
        without="判定",
    ),
    Case(
        "chinese6-steel-defects",
        CHINESE6_STEEL,
        "钢板表面有哪些缺限（一卷可能同时有好几种），宏F1",
        "缺陷",
        "multilabel",
        "f1_macro",
    ),
    Case(
        "chinese6-steel-tensile",
        CHINESE6_STEEL,
        "不想每卷都做拉伸试验了，能不能直接预测抗拉强度？屈服强度和延伸率是同一次试验测出来的，不能喂给模型，误差看MAPE",
        "抗拉强度",
        "regression",
        "mape",
        without="屈服强度 延伸率",
    ),
    Case(
        "chinese6-steel-verdict",
        CHINESE6_STEEL,
        "预测判定结果，马修斯相关系数，谁检的不能影响结果，质检员这列扔掉，参数量100万以内",
        "判定",
        "binary",
        "mcc",
        without="质检员",
        params=1000000,
    ),
    Case(
        "chinese6-course-survival",
        CHINESE6_COURSE,
        "学员坚持多少天会退课？days_active是时间，dropped_out是有没有退，没退的算删失",
        "days_active dropped_out",
        "survival",
    ),
)

UNCLEAR = (
    Case(
        "chinese6-clothes-vague",
        CHINESE6_CLOTHES,
        "二手衣服的价格预测，MAPE",
        ask="list_price sold_price",
    ),
    Case(
        "chinese6-wind-vague",
        CHINESE6_WIND,
        "预测温度，MAE就行",
        ask="齿轮箱温度 轴承温度",
    ),
    Case(
        "chinese6-course-vague",
        CHINESE6_COURSE,
        "成绩预测，rmse",
        ask="quiz_score final_score",
    ),
)

KNOWN = {
    "chinese6-vet-days": "inputs",
    "chinese6-calls-escalate": "inputs",
    "chinese6-calls-renew": "inputs",
    "chinese6-course-final": "refused",
}
"""What is misread, by its fields."""
