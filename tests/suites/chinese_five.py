"""Fifty-four more of the same, a bakery, fish ponds, letting, a call centre, cardiology;
a bank, a zoo, news, and the tables of `chinese_three`. Their first readings: 15 of
28, then 22 of 26. The last three are near misses, read after.
"""

from statement_suite import Case

from suites.chinese_three import (
    BEARING,
    BIKE,
    DENTIST,
    ESTATE,
    EYE,
    SOLAR,
    TAKEAWAY,
    TEA,
)

BAKE = """批次号 id; 成品照片 image; 烤箱温度曲线 series; 师傅备注 text;
 面粉品牌 category =金像,新良,王后; 发酵时间_分 number; 室温 number; 湿度 number;
 含水率 number; 面包种类 category =吐司,欧包,可颂; 口感评分 integer 1..10;
 上色程度 category =偏浅,适中,偏深; 是否报废 boolean; 单个成本 number;
 当日销量 integer 0..400"""

FISH = """塘号 id; 水面照片 image; 水下声音 audio; 巡塘日记 text; 水温 number; 溶解氧 number;
 氨氮 number; 透明度 number; 养殖品种 category =草鱼,对虾,鲈鱼; 投料量_kg number;
 塘主 category =老李,老马,小田; -明日溶解氧 number; -是否翻塘 boolean;
 -亩产_斤 number; 病害等级 category =无,轻,中,重"""

FLAT2 = """house_id id; room_photo image; floorplan_image image; landlord_text text;
 district category =朝阳,海淀,丰台; area_m2 number; bedrooms integer 1..5;
 floor_no integer 1..30; metro_distance_m number; has_parking boolean;
 pet_allowed boolean; decoration_level category =rough,simple,fine,luxury;
 listed_at date; monthly_rent number; deposit number;
 days_until_rented integer 0..180; tenant_rating integer 1..5"""

CALL2 = """工单号 id; 通话录音 audio; 通话文本 text; 来电时间 date;
 坐席工号 category =A01,A02,A03; 地区 category =华东,华南,华北; 等待秒数 number;
 通话时长_秒 number; 客户等级 category =普通,银卡,金卡;
 问题类别 category =账单,网络,退订,其他; 是否投诉 boolean; 是否解决 boolean;
 满意度 integer 1..5; 升级处理 boolean; 补偿金额 number"""

ECG = """record_id id; ecg_signal series; chest_xray image; history_text text;
 age integer 18..95; sex category =M,F; heart_rate number; systolic_bp number;
 ef_percent number; ward category =CCU,general,ICU;
 attending_doctor category =wang,li,zhou; arrhythmia_type category =normal,AF,VT,PVC;
 nyha_class integer 1..4; readmitted_30d boolean; died boolean;
 followup_days integer 1..1500; hospital_cost number"""

BANK = """客户号 id; 身份证照片 image; 客服录音 audio; 申请理由 text; 年龄 integer 20..70;
 职业 category =公务员,工人,个体,教师; 月收入 number; 负债率 number;
 征信查询次数 integer 0..40; 贷款金额 number; 贷款期限_月 integer 3..60;
 客户经理 category =王,刘,陈; -是否逾期 boolean; -逾期天数 number; -回收金额 number;
 风险等级 category =低,中,高"""

ZOO = """animal_id id; photo image; call_audio audio; keeper_note text;
 species category =panda,lemur,gibbon; age_years number; weight_kg number;
 enclosure category =A,B,C; keeper category =zhang,wu; food_intake_g number;
 activity_level category =low,medium,high; is_sick boolean; pregnant boolean;
 visitors_today integer 0..9000"""

NEWS = """文章编号 id; 标题 text; 正文 text; 配图 image; 发布时间 date;
 频道 category =体育,财经,娱乐,科技; 作者 text; 字数 integer 100..5000;
 来源 category =原创,转载; 阅读量 number; 点赞量 number; 评论数 number;
 是否谣言 boolean; 情感倾向 category =负面,中性,正面; 编辑评分 integer 1..5"""

SEEN = (
    Case(
        "zh5-x-bake-1",
        BAKE,
        "这炉面包会不会报废，看曲线和照片，师傅备注不给看，F1",
        "是否报废",
        "binary",
        "f1",
        without="师傅备注",
    ),
    Case(
        "zh5-x-bake-2",
        BAKE,
        "上色深不深？偏浅到偏深三档有序，QWK",
        "上色程度",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "zh5-x-bake-3",
        BAKE,
        "今天能卖几个",
        "当日销量",
        "regression",
    ),
    Case(
        "zh5-x-bake-4",
        BAKE,
        "含水率和单个成本都要预测，销量、评分事后才知道，不许用",
        "含水率 单个成本",
        "multitarget",
        without="当日销量 口感评分",
    ),
    Case(
        "zh5-x-bake-5",
        BAKE,
        "拿照片认面包种类，其他的全不用，acc",
        "面包种类",
        "multiclass",
        "accuracy",
        only="成品照片",
    ),
    Case(
        "zh5-x-bake-6",
        BAKE,
        "口感评分预测，1到10当数值，MAE，面粉品牌去掉",
        "口感评分",
        "regression",
        "mae",
        without="面粉品牌",
    ),
    Case(
        "zh5-x-fish-1",
        FISH,
        "明天早上溶氧会降到多少？rmse，塘主是谁没关系",
        "明日溶解氧",
        "regression",
        "rmse",
        without="塘主",
    ),
    Case(
        "zh5-x-fish-2",
        FISH,
        "翻塘预警，漏报代价太大，要召回",
        "是否翻塘",
        "binary",
        "recall",
    ),
    Case(
        "zh5-x-fish-3",
        FISH,
        "一亩能出多少斤鱼，投料量不能用因为还没投完",
        "亩产_斤",
        "regression",
        without="投料量_kg",
    ),
    Case(
        "zh5-x-fish-4",
        FISH,
        "病害有多重？无轻中重，巡塘日记写了结论别用",
        "病害等级",
        "ordinal",
        without="巡塘日记",
    ),
    Case(
        "zh5-x-fish-5",
        FISH,
        "只听水下声音判断养的是什么品种",
        "养殖品种",
        "multiclass",
        only="水下声音",
    ),
    Case(
        "zh5-x-flat-1",
        FLAT2,
        (
            "这套房月租定多少合适？押金是按月租算的，不能用；挂出来多少天才租掉"
            "也不知道。MAPE"
        ),
        "monthly_rent",
        "regression",
        "mape",
        without="deposit days_until_rented",
    ),
    Case(
        "zh5-x-flat-2",
        FLAT2,
        "看房间照片给装修打等级：毛坯、简装、精装、豪华",
        "decoration_level",
        "ordinal",
    ),
    Case(
        "zh5-x-flat-3",
        FLAT2,
        "多久能租出去？用MAE，房东写的文字不要用",
        "days_until_rented",
        "regression",
        "mae",
        without="landlord_text",
    ),
    Case(
        "zh5-x-flat-4",
        FLAT2,
        "能不能养宠物，光看房东的描述",
        "pet_allowed",
        "binary",
        only="landlord_text",
    ),
    Case(
        "zh5-x-flat-5",
        FLAT2,
        "租客评分预测，有序1-5，kappa",
        "tenant_rating",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "zh5-x-call-1",
        CALL2,
        "听录音判断客户满意度，1到5有序。坐席是谁、补偿了多少都不要用",
        "满意度",
        "ordinal",
        without="坐席工号 补偿金额",
    ),
    Case(
        "zh5-x-call-2",
        CALL2,
        ("这通电话是关于什么的？账单、网络、退订还是其他，macro-F1，仅用通话" "文本"),
        "问题类别",
        "multiclass",
        "f1_macro",
        only="通话文本",
    ),
    Case(
        "zh5-x-call-3",
        CALL2,
        ("客户会不会投诉，AUC。是否解决、升级处理、满意度这三列都是结果，不能" "看"),
        "是否投诉",
        "binary",
        "roc_auc",
        without="是否解决 升级处理 满意度",
    ),
    Case(
        "zh5-x-call-4",
        CALL2,
        "要赔多少钱",
        "补偿金额",
        "regression",
    ),
    Case(
        "zh5-x-call-5",
        CALL2,
        "问题有没有解决？别用文本，录音可以",
        "是否解决",
        "binary",
        without="通话文本",
    ),
    Case(
        "zh5-x-ecg-1",
        ECG,
        "用心电信号识别心律失常类型，宏平均F1，主治医生和病区不参与建模",
        "arrhythmia_type",
        "multiclass",
        "f1_macro",
        without="attending_doctor ward",
    ),
    Case(
        "zh5-x-ecg-2",
        ECG,
        "30天内会不会再入院？住院费用出院才结算，不可用。平均精度",
        "readmitted_30d",
        "binary",
        "average_precision",
        without="hospital_cost",
    ),
    Case(
        "zh5-x-ecg-3",
        ECG,
        ("做生存分析：随访天数followup_days，是否死亡died，C-index，住院费用" "不要"),
        "followup_days died",
        "survival",
        "c_index",
        without="hospital_cost",
    ),
    Case(
        "zh5-x-ecg-4",
        ECG,
        "预测射血分数（ef_percent），R2，输入只有心电和胸片",
        "ef_percent",
        "regression",
        "r2",
        only="ecg_signal chest_xray",
    ),
    Case(
        "zh5-x-ecg-5",
        ECG,
        "心功能分级nyha_class，年龄性别别用，二次加权kappa",
        "nyha_class",
        "ordinal",
        "cohen_kappa_quadratic",
        without="age sex",
    ),
    Case(
        "zh5-w-1",
        BIKE,
        "帮我估这单要花多少钱，用户留言里有时候写了，留言不用",
        "费用",
        "regression",
        without="用户留言",
    ),
    Case(
        "zh5-w-2",
        ESTATE,
        "挂牌价都给了，多久能卖掉？成交价当时不知道，不能用",
        "days_on_market",
        "regression",
        without="sold_price",
    ),
    Case(
        "zh5-w-3",
        EYE,
        "做完手术视力能恢复到多少？MAE",
        "术后视力",
        "regression",
        "mae",
    ),
    Case(
        "zh5-w-4",
        BEARING,
        "还剩几天要换轴承，维修费用不作输入，MAE",
        "剩余天数",
        "regression",
        "mae",
        without="维修费用",
    ),
    Case(
        "zh5-w-5",
        BEARING,
        "修一次多少钱",
        "维修费用",
        "regression",
    ),
    Case(
        "zh5-w-6",
        TAKEAWAY,
        "几分钟能送到？骑手等级、实付金额别用",
        "实际送达分钟",
        "regression",
        without="骑手等级 实付金额",
    ),
    Case(
        "zh5-w-7",
        TEA,
        "茶叶品质分级，等级分特级一级二级三级，只看干茶和茶汤的照片",
        "等级",
        "ordinal",
        only="干茶照片 茶汤照片",
    ),
    Case(
        "zh5-w-8",
        SOLAR,
        "设备还能运行多少天会坏，生存分析，run_days是时间，failed是事件",
        "run_days failed",
        "survival",
    ),
    Case(
        "zh5-w-9",
        DENTIST,
        "病人会不会放鸽子（复诊爽约）？治疗费用别用",
        "复诊爽约",
        "binary",
        without="治疗费用",
    ),
    Case(
        "zh5-w-10",
        BANK,
        "放款前判断会不会逾期，AUC，客户经理不能用，职业也不能用",
        "是否逾期",
        "binary",
        "roc_auc",
        without="客户经理 职业",
    ),
    Case(
        "zh5-w-11",
        BANK,
        "逾期之后能收回多少钱，MAE",
        "回收金额",
        "regression",
        "mae",
    ),
    Case(
        "zh5-w-12",
        BANK,
        "风险评级，低中高三档，加权kappa",
        "风险等级",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "zh5-w-13",
        BANK,
        "会拖多少天才还，中位数绝对误差，录音和照片不给看",
        "逾期天数",
        "regression",
        "median_ae",
        without="客服录音 身份证照片",
    ),
    Case(
        "zh5-w-14",
        ZOO,
        "动物是不是生病了，看照片听叫声就够了，其他一概不用，F1",
        "is_sick",
        "binary",
        "f1",
        only="photo call_audio",
    ),
    Case(
        "zh5-w-15",
        ZOO,
        "识别是哪种动物，饲养员和笼舍编号会泄露答案，去掉",
        "species",
        "multiclass",
        without="keeper enclosure",
    ),
    Case(
        "zh5-w-16",
        ZOO,
        "明天食量会是多少克（food_intake_g）？游客人数不用",
        "food_intake_g",
        "regression",
        without="visitors_today",
    ),
    Case(
        "zh5-w-17",
        ZOO,
        "活跃程度分低中高，饲养员笔记写了结论，别让模型看到",
        "activity_level",
        "ordinal",
        without="keeper_note",
    ),
    Case(
        "zh5-w-18",
        ZOO,
        "有没有怀孕？漏掉一个都不行",
        "pregnant",
        "binary",
        "recall",
    ),
    Case(
        "zh5-w-19",
        NEWS,
        "这篇文章是不是谣言？作者和来源不能看，宁缺毋滥，精确率",
        "是否谣言",
        "binary",
        "precision",
        without="作者 来源",
    ),
    Case(
        "zh5-w-20",
        NEWS,
        "稿子发出去能有多少阅读？点赞和评论那时候都没有，别用，rmsle",
        "阅读量",
        "regression",
        "rmsle",
        without="点赞量 评论数",
    ),
    Case(
        "zh5-w-21",
        NEWS,
        "给新闻分频道：体育、财经、娱乐、科技。标题+正文，不要别的列。宏F1",
        "频道",
        "multiclass",
        "f1_macro",
        only="标题 正文",
    ),
    Case(
        "zh5-w-22",
        NEWS,
        "情感是正面负面还是中性",
        "情感倾向",
        "multiclass",
    ),
    Case(
        "zh5-w-23",
        NEWS,
        "点赞量、评论数、阅读量同时预测，配图不参与",
        "点赞量 评论数 阅读量",
        "multitarget",
        without="配图",
    ),
    Case(
        "zh5-w-24",
        NEWS,
        (
            "编辑会给几分，有序，二次加权kappa，阅读量点赞量评论数都是发布后的数"
            "据，剔除"
        ),
        "编辑评分",
        "ordinal",
        "cohen_kappa_quadratic",
        without="阅读量 点赞量 评论数",
    ),
    Case(
        "zh5-v-8",
        TAKEAWAY,
        "除了菜品照片以外都可以用，会不会退款",
        "是否退款",
        "binary",
        without="菜品照片",
    ),
    Case(
        "zh5-v-6",
        CALL2,
        "别用录音，文本可以，预测满意度",
        "满意度",
        "ordinal",
        without="通话录音",
    ),
    Case(
        "zh5-v-3",
        ESTATE,
        "有没有电梯我们知道，挂牌价也知道，问多少天能卖出去",
        "days_on_market",
        "regression",
    ),
)

UNCLEAR = (
    Case(
        "zh5-x-call-u",
        CALL2,
        "二分类，F1",
        ask="是否投诉 是否解决 升级处理",
    ),
    Case(
        "zh5-x-fish-u",
        FISH,
        "预测这张表",
        ask="明日溶解氧 是否翻塘 亩产_斤",
    ),
    Case(
        "zh5-w-u1",
        BANK,
        "帮我训练一个模型",
        ask="是否逾期 逾期天数 回收金额",
    ),
    Case(
        "zh5-w-u2",
        NEWS,
        "预测量有多少",
        ask="阅读量 点赞量",
    ),
)

KNOWN = {
    "zh5-x-fish-1": "refused",
    "zh5-x-flat-2": "kind metric",
    "zh5-w-15": "inputs",
}
"""What is misread, by its fields."""
