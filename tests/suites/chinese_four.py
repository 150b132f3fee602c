"""Sixty-two statements in Chinese, written by one who mends the reader before they were
read: used cars, a vet, a gym, lifts, hiring, live sales; a nursery, wine, bridges, a
shop, electricity. Their first readings: 24 of 32, then 18 of 30.
"""

from statement_suite import Case

CAR = """car_id id; exterior_photo image; engine_sound audio; seller_note text;
 brand category =大众,丰田,本田,比亚迪; mileage_km number;
 first_reg_year integer 2005..2023; city category =成都,重庆,西安;
 asking_price number; deal_price number; days_to_sell integer 1..200;
 accident boolean; -flooded boolean; condition category =excellent,good,fair,poor"""

PET = """病历号 id; 患处照片 image; 心音录音 audio; 主人描述 text; 物种 category =猫,狗,兔;
 品种 text; 年龄_月 number; 体重_kg number; 体温 number; 是否绝育 boolean;
 诊断结果 category =皮肤病,肠胃炎,骨折,耳螨; 病情程度 category =正常,轻症,中症,重症;
 住院天数 number; 诊疗费 number; 是否复诊 boolean; 接诊医生 category =林,赵,孙"""

GYM = """会员号 id; 体态照片 image; 心率曲线 series; 教练评语 text; 性别 category =男,女;
 年龄 integer 16..70; 体脂率 number; 静息心率 integer 45..100; 办卡日期 date;
 月卡价格 number; 每周次数 number; 教练 category =阿杰,小雪,大壮; -是否续卡 boolean;
 -三个月后体重 number; -流失原因 category =太贵,搬家,没时间,受伤"""

LIFT = """梯号 id; 轿厢照片 image; 运行噪声 audio; 曳引机振动 series; 维保记录 text;
 品牌 category =通力,日立,三菱; 使用年限 integer 0..30; 楼层数 integer 3..60;
 日均运行次数 number; 困人 boolean; 故障等级 category =一般,重要,紧急;
 下次故障天数 number; 维修费用 number"""

JOB = """简历编号 id; 简历照片 image; 自我介绍 text; 面试录音 audio;
 学历 category =大专,本科,硕士,博士; 工作年限 number; 期望薪资 number;
 应聘岗位 category =前端,测试,运维; 来源渠道 category =内推,网站,猎头;
 面试官 category =周,吴,郑; 性别 category =男,女; 笔试成绩 number;
 面试评分 integer 1..5; 是否录用 boolean; 入职薪资 number; 是否离职 boolean"""

LIVE = """room_id id; cover image; title text; voice audio; start_time date;
 host_level category =bronze,silver,gold,diamond; followers number;
 product_price number; category category =food,beauty,clothes; viewers number;
 likes number; gmv number; return_rate number; banned boolean; duration_min number"""

NURS = """幼儿编号 id; 午睡视频截图 image; 哭声 audio; 老师留言 text; 月龄 integer 18..72;
 性别 category =男孩,女孩; 班级 category =小班,中班,大班; 体温 number;
 入园天数 integer 0..900; 饭量 category =少,正常,多; 情绪 category =开心,平静,哭闹;
 -明天请假 boolean; -午睡时长_分钟 number; 过敏 boolean"""

WINE = """lot_id id; bottle_photo image; nir_spectrum vector; tasting_note text;
 harvest_date date; vineyard category =贺兰山,烟台,沙城;
 grape category =赤霞珠,霞多丽,美乐; alcohol_pct number; total_acid number;
 residual_sugar number; winemaker category =a,b,c; critic_score integer 80..99;
 medal category =none,bronze,silver,gold; retail_price number; export boolean"""

ROADB = """桥梁编号 id; 桥面照片 image; 加速度 series; 检测报告 text;
 建成年份 integer 1960..2020; 跨径_m number; 日均车流量 number;
 结构形式 category =梁桥,拱桥,斜拉桥; 养护单位 category =一处,二处,三处;
 技术状况等级 category =1类,2类,3类,4类,5类; 裂缝宽度_mm number; 需要封闭 boolean;
 加固费用_万元 number; 下次检测间隔_月 number"""

SHOP = """sku id; main_image image; title text; reviews text; category category =鞋,包,表;
 brand category =A牌,B牌,C牌; list_price number; discount number;
 stock integer 0..5000; seller_city category =杭州,广州,义乌; ad_spend number;
 -monthly_sales number; -return_rate number; -is_hit boolean; -avg_rating number"""

POWER = """户号 id; 用电曲线 series; 电表照片 image; 客服通话 audio; 工单描述 text;
 用户类型 category =居民,商业,工业; 合同容量_kva number; 安装年份 integer 1990..2023;
 台区 category =东,南,西,北; 是否窃电 boolean; 线损率 number; 下月用电量_kwh number;
 欠费金额 number; 投诉等级 category =低,中,高; 处理时长_小时 number"""

SEEN = (
    Case(
        "zh4-z-car-1",
        CAR,
        (
            "这台二手车最后成交价大概多少？挂牌价不能给模型看，卖了多少天也是后"
            "面的事。mape"
        ),
        "deal_price",
        "regression",
        "mape",
        without="asking_price days_to_sell",
    ),
    Case(
        "zh4-z-car-2",
        CAR,
        ("听发动机声音、看外观照片，判断有没有出过事故。就用这两样，别的一概" "不要"),
        "accident",
        "binary",
        only="engine_sound exterior_photo",
    ),
    Case(
        "zh4-z-car-3",
        CAR,
        "想知道车况怎么样，分极好、好、一般、差四档",
        "condition",
        "ordinal",
    ),
    Case(
        "zh4-z-car-4",
        CAR,
        "泡水车识别，宁可错杀不可放过，召回率",
        "flooded",
        "binary",
        "recall",
    ),
    Case(
        "zh4-z-car-5",
        CAR,
        "多少天能卖掉？城市别用，要求模型参数在两百万以内",
        "days_to_sell",
        "regression",
        without="city",
        params=2000000,
    ),
    Case(
        "zh4-z-pet-1",
        PET,
        (
            "看患处照片和主人描述，诊断得的是什么病。接诊医生的名字、诊疗费跟住"
            "院天数不许进模型。宏F1"
        ),
        "诊断结果",
        "multiclass",
        "f1_macro",
        without="接诊医生 诊疗费 住院天数",
    ),
    Case(
        "zh4-z-pet-2",
        PET,
        "病情有多重？轻症到重症分级，只能看照片和心音",
        "病情程度",
        "ordinal",
        only="患处照片 心音录音",
    ),
    Case(
        "zh4-z-pet-3",
        PET,
        "要住几天院 mae",
        "住院天数",
        "regression",
        "mae",
    ),
    Case(
        "zh4-z-pet-4",
        PET,
        (
            "我是前台，想提前告诉主人这趟大概花多少钱，平均绝对误差。诊断结果和"
            "住院天数那会儿还没出来"
        ),
        "诊疗费",
        "regression",
        "mae",
        without="诊断结果 住院天数",
    ),
    Case(
        "zh4-z-pet-5",
        PET,
        "这是猫是狗还是兔子？只给照片",
        "物种",
        "multiclass",
        only="患处照片",
    ),
    Case(
        "zh4-z-gym-1",
        GYM,
        "会员到期会不会续卡，AUC，教练是谁无所谓别放进去",
        "是否续卡",
        "binary",
        "roc_auc",
        without="教练",
    ),
    Case(
        "zh4-z-gym-2",
        GYM,
        "三个月以后他能瘦到多少斤",
        "三个月后体重",
        "regression",
    ),
    Case(
        "zh4-z-gym-3",
        GYM,
        "流失的人到底是因为什么走的？准确率就好",
        "流失原因",
        "multiclass",
        "accuracy",
    ),
    Case(
        "zh4-z-gym-4",
        GYM,
        "用体态照片估体脂率，rmse；除了照片其它列都别用",
        "体脂率",
        "regression",
        "rmse",
        only="体态照片",
    ),
    Case(
        "zh4-z-gym-5",
        GYM,
        "光凭心率曲线能看出男女吗",
        "性别",
        "binary",
        only="心率曲线",
    ),
    Case(
        "zh4-z-lift-1",
        LIFT,
        "下次什么时候坏，还有几天？维保记录里写了答案，去掉。MAE",
        "下次故障天数",
        "regression",
        "mae",
        without="维保记录",
    ),
    Case(
        "zh4-z-lift-2",
        LIFT,
        "根据噪声和振动给故障定级：一般、重要、紧急。二次加权kappa",
        "故障等级",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "zh4-z-lift-3",
        LIFT,
        (
            "电梯会不会困人，正样本特别少，用PR-AUC。维修费用事后才知道，故障等"
            "级也是。"
        ),
        "困人",
        "binary",
        "average_precision",
        without="维修费用 故障等级",
    ),
    Case(
        "zh4-z-lift-4",
        LIFT,
        "修一次要多少钱",
        "维修费用",
        "regression",
    ),
    Case(
        "zh4-z-lift-5",
        LIFT,
        "维修费用和下次故障天数一块预测，品牌不参与",
        "维修费用 下次故障天数",
        "multitarget",
        without="品牌",
    ),
    Case(
        "zh4-z-job-1",
        JOB,
        "招不招这个人？性别不得使用，面试官也不要，照片也别看",
        "是否录用",
        "binary",
        without="性别 面试官 简历照片",
    ),
    Case(
        "zh4-z-job-2",
        JOB,
        "入职能开多少工资，期望薪资可以用，面试评分不行",
        "入职薪资",
        "regression",
        without="面试评分",
    ),
    Case(
        "zh4-z-job-3",
        JOB,
        "听面试录音打分，1到5分，越准越好，差一分比差三分好，用加权kappa",
        "面试评分",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "zh4-z-job-4",
        JOB,
        "入职之后会离职吗？F1。入职薪资、是否录用不能当特征",
        "是否离职",
        "binary",
        "f1",
        without="入职薪资 是否录用",
    ),
    Case(
        "zh4-z-job-5",
        JOB,
        "看自我介绍猜应聘的是哪个岗位",
        "应聘岗位",
        "multiclass",
    ),
    Case(
        "zh4-z-live-1",
        LIVE,
        ("开播前预估这一场的GMV，观看人数、点赞和退货率都是播完才有，不能用；" "RMSLE"),
        "gmv",
        "regression",
        "rmsle",
        without="viewers likes return_rate",
    ),
    Case(
        "zh4-z-live-2",
        LIVE,
        "直播间会不会被封？只看封面和标题",
        "banned",
        "binary",
        only="cover title",
    ),
    Case(
        "zh4-z-live-3",
        LIVE,
        "预测退货率，GMV不用",
        "return_rate",
        "regression",
        without="gmv",
    ),
    Case(
        "zh4-z-live-4",
        LIVE,
        "主播等级是哪一档？青铜白银黄金钻石",
        "host_level",
        "ordinal",
    ),
    Case(
        "zh4-z-live-5",
        LIVE,
        ("卖的是哪一类货，吃的、美妆还是衣服？封面图加主播的声音就够了，别的" "不要"),
        "category",
        "multiclass",
        only="cover voice",
    ),
    Case(
        "zh4-y-nurs-1",
        NURS,
        "宝贝明天会请假吗？老师留言里面经常提前说了，留言去掉。AUC",
        "明天请假",
        "binary",
        "roc_auc",
        without="老师留言",
    ),
    Case(
        "zh4-y-nurs-2",
        NURS,
        "预测今天午睡能睡多久，单位分钟，MAE",
        "午睡时长_分钟",
        "regression",
        "mae",
    ),
    Case(
        "zh4-y-nurs-3",
        NURS,
        "听哭声看截图，判断孩子情绪，三类，宏平均F1，班级和性别不要",
        "情绪",
        "multiclass",
        "f1_macro",
        without="班级 性别",
    ),
    Case(
        "zh4-y-nurs-4",
        NURS,
        "中午能吃多少饭（饭量）？少、正常、多是从低到高的",
        "饭量",
        "ordinal",
    ),
    Case(
        "zh4-y-nurs-5",
        NURS,
        "哪个孩子有过敏体质？只许用月龄、体温、饭量三项",
        "过敏",
        "binary",
        only="月龄 体温 饭量",
    ),
    Case(
        "zh4-y-wine-1",
        WINE,
        "這批酒評委會打幾分？不要看酒評，也不要看零售價，MAE",
        "critic_score",
        "regression",
        "mae",
        without="tasting_note retail_price",
    ),
    Case(
        "zh4-y-wine-2",
        WINE,
        "能拿什么奖牌，金银铜还是没有，有顺序的，QWK",
        "medal",
        "ordinal",
        "cohen_kappa_quadratic",
    ),
    Case(
        "zh4-y-wine-3",
        WINE,
        "光谱测酒精度，R2，其余列都不要",
        "alcohol_pct",
        "regression",
        "r2",
        only="nir_spectrum",
    ),
    Case(
        "zh4-y-wine-4",
        WINE,
        "葡萄品种识别。酿酒师和产区跟品种有关系，别让模型作弊，都拿掉",
        "grape",
        "multiclass",
        without="winemaker vineyard",
    ),
    Case(
        "zh4-y-wine-5",
        WINE,
        "酸度和残糖一起估，rmse，照片没用，不用",
        "total_acid residual_sugar",
        "multitarget",
        "rmse",
        without="bottle_photo",
    ),
    Case(
        "zh4-y-wine-6",
        WINE,
        "这款酒会不会出口",
        "export",
        "binary",
    ),
    Case(
        "zh4-y-bridge-1",
        ROADB,
        (
            "依据桥面照片、加速度时程及基本参数评定桥梁技术状况等级（1～5类，有"
            "序），采用二次加权Kappa；检测报告为事后编制，不得作为输入。"
        ),
        "技术状况等级",
        "ordinal",
        "cohen_kappa_quadratic",
        without="检测报告",
    ),
    Case(
        "zh4-y-bridge-2",
        ROADB,
        "裂缝有多宽",
        "裂缝宽度_mm",
        "regression",
    ),
    Case(
        "zh4-y-bridge-3",
        ROADB,
        "要不要封桥？漏判后果严重，看召回，加固费用那时候没算出来",
        "需要封闭",
        "binary",
        "recall",
        without="加固费用_万元",
    ),
    Case(
        "zh4-y-bridge-4",
        ROADB,
        "加固得花多少万？给出中位数和90%分位数",
        "加固费用_万元",
        "regression",
        "pinball",
        quantiles=(0.5, 0.9),
    ),
    Case(
        "zh4-y-bridge-5",
        ROADB,
        "隔几个月再检一次合适？养护单位是哪家不考虑",
        "下次检测间隔_月",
        "regression",
        without="养护单位",
    ),
    Case(
        "zh4-y-shop-1",
        SHOP,
        "新品上架前估月销量，评论那会儿还没有，广告费也没定，都别用。RMSLE",
        "monthly_sales",
        "regression",
        "rmsle",
        without="reviews ad_spend",
    ),
    Case(
        "zh4-y-shop-2",
        SHOP,
        "会不会成为爆款，PR AUC，主图加标题就行，不要别的",
        "is_hit",
        "binary",
        "average_precision",
        only="main_image title",
    ),
    Case(
        "zh4-y-shop-3",
        SHOP,
        "预测退货率和平均评分",
        "return_rate avg_rating",
        "multitarget",
    ),
    Case(
        "zh4-y-shop-4",
        SHOP,
        "这件商品是鞋是包还是表？看主图，品牌不许用",
        "category",
        "multiclass",
        without="brand",
    ),
    Case(
        "zh4-y-shop-5",
        SHOP,
        "求助：我想知道顾客平均会打多少分，评论肯定不能喂进去，那等于看答案",
        "avg_rating",
        "regression",
        without="reviews",
    ),
    Case(
        "zh4-y-pow-1",
        POWER,
        "抓偷电的，F1，用户类型不用",
        "是否窃电",
        "binary",
        "f1",
        without="用户类型",
    ),
    Case(
        "zh4-y-pow-2",
        POWER,
        "下个月用多少度电，误差按百分比算",
        "下月用电量_kwh",
        "regression",
        "mape",
    ),
    Case(
        "zh4-y-pow-3",
        POWER,
        "投诉有多严重，低中高；通话录音涉及隐私不要用",
        "投诉等级",
        "ordinal",
        without="客服通话",
    ),
    Case(
        "zh4-y-pow-4",
        POWER,
        ("这张工单几个小时能处理完，部署在手机上，模型不超过5MB内存、100毫秒" "以内"),
        "处理时长_小时",
        "regression",
        latency=100,
        memory=5,
    ),
    Case(
        "zh4-y-pow-5",
        POWER,
        "欠费会欠多少，台区别用，电表照片也别用",
        "欠费金额",
        "regression",
        without="台区 电表照片",
    ),
    Case(
        "zh4-y-pow-6",
        POWER,
        "线损率回归，平均绝对误差，除用电曲线外一律不用",
        "线损率",
        "regression",
        "mae",
        only="用电曲线",
    ),
    Case(
        "zh4-y-pow-7",
        POWER,
        "从用电曲线看是居民、商业还是工业用户",
        "用户类型",
        "multiclass",
    ),
)

UNCLEAR = (
    Case(
        "zh4-z-car-u",
        CAR,
        "预测价格 rmse",
        ask="asking_price deal_price",
    ),
    Case(
        "zh4-z-job-u",
        JOB,
        "预测薪资",
        ask="期望薪资 入职薪资",
    ),
    Case(
        "zh4-y-shop-u",
        SHOP,
        "帮忙训练个模型，指标用准确率",
        ask="is_hit",
    ),
    Case(
        "zh4-y-wine-u",
        WINE,
        "预测一下这批酒怎么样",
        ask="critic_score medal",
    ),
)

KNOWN = {
    "zh4-z-job-1": "refused",
    "zh4-y-wine-4": "inputs",
    "zh4-y-pow-1": "refused",
}
"""What is misread, by its fields."""
