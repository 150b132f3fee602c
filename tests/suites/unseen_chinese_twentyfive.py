"""Thirty statements of ordinary users, written before any rule was read for them. Read
once: 24 of 30 right, 1 refused without need, none with another target.
"""

from statement_suite import Case

CLINIC = (
    "病历号 id; 口腔照片 image; X光片 image; 主诉 text; 年龄 integer 3..95; 性别 category =男,女; 是否吸烟 boolean; 医保类型 "
    "category =职工,居民,自费; 接诊医生 category =王,李,赵; 预约日期 date; 龋齿数 integer 0..20; 牙周袋深度 number 0..12; 治疗费用 "
    "number 0..9000; 账单总额 number 0..12000; 是否爽约 boolean; 疼痛程度 category =无,轻度,中度,重度"
)
COURIER = (
    "运单号 id; 包裹照片 image; 轨迹 series; 客户备注 text; 始发城市 category =杭州,广州,成都; 目的城市 category =北京,上海,西安; 重量公斤 "
    "number 0..50; 体积升 number 0..500; 快递员 category =甲,乙,丙; 揽收时间 date; 运费 number 5..800; 保价金额 number "
    "0..9000; 送达小时数 number 1..200; 是否破损 boolean; 是否投诉 boolean; 投诉原因 category =延误,破损,态度,丢失"
)
TEA = (
    "批次 id; 茶叶照片 image; 近红外光谱 vector; 制茶记录 text; 产地 category =武夷,安溪,西湖; 采摘日期 date; 海拔 number 0..2000; 茶师 "
    "category =陈,林,吴; -茶多酚含量 number 5..40; -咖啡碱含量 number 0..6; -水分 number 2..12; -等级 category "
    "=特级,一级,二级,三级; -是否掺假 boolean; -品种 category =大红袍,铁观音,龙井"
)
POWER = (
    "台区 id; 负荷曲线 series; 巡检照片 image; 巡检记录 text; 天气 category =晴,雨,雪; 最高气温 number -20..42; 最低气温 number "
    "-35..30; 用户数 integer 10..900; 日期 date; 运维班组 category =一班,二班,三班; -明日用电量 number 0..90000; -明日最大负荷 "
    "number 0..4000; -线损率 number 0..30; -是否停电 boolean; -停电原因 category =雷击,过载,外力,检修"
)
STUDY = (
    "学号 id; 作业照片 image; 朗读录音 audio; 作文 text; 年级 category =初一,初二,初三; 性别 category =男,女; 学校 category "
    "=一中,二中,三中; 父母学历 category =初中,高中,大学; 每周学习小时 number 0..80; 期中成绩 number 0..150; 期末成绩 number 0..150; "
    "作文分数 integer 0..60; 是否及格 boolean; 是否退学 boolean"
)
SECOND = (
    "商品号 id; 商品图 image; 标题 text; 描述 text; 类目 category =手机,电脑,相机; 成色 category =差,一般,良好,全新; 原价 number "
    "10..20000; 标价 number 10..15000; 成交价 number 5..15000; 卖家信用 integer 0..1000; 城市 category =北京,上海,深圳; "
    "发布日期 date; 浏览量 integer 0..9999; 收藏数 integer 0..900; 几天卖出 integer 0..120; 是否售出 boolean"
)
PIG = (
    "猪号 id; 猪脸图 image; 咳嗽录音 audio; 活动曲线 series; 兽医记录 text; 栏舍 category =A栏,B栏,C栏; 日龄 integer 1..200; 进食量 "
    "number 0..6; 室温 number 0..40; -出栏体重 number 20..180; -背膘厚 number 5..40; -是否发病 boolean; -病种 category "
    "=无,猪瘟,蓝耳,肺疫; -存活天数 integer 0..200; -是否死亡 boolean"
)
REVIEW = (
    "评论号 id; 评论 text; 配图 image; 店铺 category =甲店,乙店; 用户等级 integer 1..7; 消费金额 number 0..2000; 评论日期 date; "
    "-星级 integer 1..5; -情感 category =正面,负面,中性; -标签 category =口味|服务,口味,环境|服务,环境; -是否刷单 boolean; -点赞数 "
    "integer 0..900"
)

SEEN: tuple[Case, ...] = (
    Case(
        "z18-clinic-noshow",
        CLINIC,
        "预约了的病人到底会不会来？老有人放鸽子。费用和账单是看完病才有的，别用，用F1评价。",
        target="是否爽约",
        kind="binary",
        metric="f1",
        without="治疗费用 账单总额",
    ),
    Case(
        "z18-clinic-cost",
        CLINIC,
        "预测治疗要花多少钱，平均绝对误差，账单总额不能作为输入",
        target="治疗费用",
        kind="regression",
        metric="mae",
        without="账单总额",
    ),
    Case(
        "z18-clinic-pain",
        CLINIC,
        "只根据X光片和主诉判断疼痛程度（无<轻度<中度<重度）",
        target="疼痛程度",
        kind="ordinal",
        only="X光片 主诉",
        levels="无 轻度 中度 重度",
    ),
    Case(
        "z18-clinic-holes",
        CLINIC,
        "有几颗蛀牙？不看医生和医保类型，RMSE",
        target="龋齿数",
        kind="regression",
        metric="rmse",
        without="接诊医生 医保类型",
    ),
    Case(
        "z18-courier-time",
        COURIER,
        "包裹多少小时能送到？误差大的惩罚要重一点。快递员是谁不要用，破损、投诉以及投诉原因都是送到以后才知道的。",
        target="送达小时数",
        kind="regression",
        metric="rmse",
        without="快递员 是否破损 是否投诉 投诉原因",
    ),
    Case(
        "z18-courier-broken",
        COURIER,
        "识别哪些包裹会破损，破损的很少，漏报比误报严重得多。送达小时数、是否投诉、投诉原因不可用",
        target="是否破损",
        kind="binary",
        metric="recall f2",
        without="送达小时数 是否投诉 投诉原因",
    ),
    Case(
        "z18-courier-why",
        COURIER,
        "客户为什么投诉？四个原因一视同仁，别用客户备注",
        target="投诉原因",
        kind="multiclass",
        metric="f1_macro balanced_accuracy recall_macro",
        without="客户备注",
    ),
    Case(
        "z18-courier-fee",
        COURIER,
        "帮我估一下运费，R2，保价金额不参与",
        target="运费",
        kind="regression",
        metric="r2",
        without="保价金额",
    ),
    Case(
        "z18-tea-grade",
        TEA,
        "给茶叶定等级，从三级到特级，只用照片和光谱",
        target="等级",
        kind="ordinal",
        only="茶叶照片 近红外光谱",
        levels="三级 二级 一级 特级",
    ),
    Case(
        "z18-tea-both",
        TEA,
        "同时预测茶多酚和咖啡碱的含量，不用茶师，均方根误差",
        target="茶多酚含量 咖啡碱含量",
        kind="multitarget",
        metric="rmse",
        without="茶师",
    ),
    Case(
        "z18-tea-fake",
        TEA,
        "茶叶是不是掺了假？AUC，模型参数不超过20万",
        target="是否掺假",
        kind="binary",
        metric="roc_auc",
        params=200000,
    ),
    Case(
        "z18-tea-kind",
        TEA,
        "看图认茶：大红袍、铁观音还是龙井？产地不能用，会泄漏。准确率",
        target="品种",
        kind="multiclass",
        metric="accuracy",
        without="产地",
    ),
    Case(
        "z18-tea-water",
        TEA,
        "水份，MAE，除采摘日期外都可以用",
        target="水分",
        kind="regression",
        metric="mae",
        without="采摘日期",
    ),
    Case(
        "z18-power-load",
        POWER,
        "我们想知道明天全台区要用多少度电，好提前安排。误差按百分比算。运维班组没关系的，不用放进去。",
        target="明日用电量",
        kind="regression",
        metric="mape smape",
        without="运维班组",
    ),
    Case(
        "z18-power-peak",
        POWER,
        "明天的最大负荷，给出10%、50%、90%分位数",
        target="明日最大负荷",
        kind="regression",
        metric="pinball",
        quantiles=(0.1, 0.5, 0.9),
    ),
    Case(
        "z18-power-why",
        POWER,
        "如果停电了，原因是什么？不用巡检记录，准确率",
        target="停电原因",
        kind="multiclass",
        metric="accuracy",
        without="巡检记录",
    ),
    Case(
        "z18-power-out",
        POWER,
        "会停电吗？一次推理不超过5毫秒，看召回率",
        target="是否停电",
        kind="binary",
        metric="recall",
        latency=5,
    ),
    Case(
        "z18-study-final",
        STUDY,
        "预测学生期末能考多少分，MAE。是否及格不能用，性别、学校和父母学历出于公平也不用。",
        target="期末成绩",
        kind="regression",
        metric="mae",
        without="是否及格 性别 学校 父母学历",
    ),
    Case(
        "z18-study-quit",
        STUDY,
        "哪些学生有辍学的风险？平均精度。期末成绩和及格与否那时候还没有。",
        target="是否退学",
        kind="binary",
        metric="average_precision",
        without="期末成绩 是否及格",
    ),
    Case(
        "z18-study-essay",
        STUDY,
        "只看作文内容给作文打分，均方误差",
        target="作文分数",
        kind="regression",
        metric="rmse mse",
        only="作文",
    ),
    Case(
        "z18-second-price",
        SECOND,
        "二手商品最后能卖多少钱？用RMSLE，浏览量、收藏数、几天卖出、是否售出都别用",
        target="成交价",
        kind="regression",
        metric="rmsle",
        without="浏览量 收藏数 几天卖出 是否售出",
    ),
    Case(
        "z18-second-shape",
        SECOND,
        "从图片和描述判断成色，差、一般、良好、全新四档，标价、成交价不能给模型看",
        target="成色",
        kind="ordinal",
        without="标价 成交价",
        levels="差 一般 良好 全新",
    ),
    Case(
        "z18-second-sold",
        SECOND,
        "商品能不能卖掉，AUC，成交价和几天卖出排除掉，内存512MB以内",
        target="是否售出",
        kind="binary",
        metric="roc_auc",
        without="成交价 几天卖出",
        memory=512,
    ),
    Case(
        "z18-pig-weight",
        PIG,
        "猪出栏的时候有多重？MAE，兽医写的东西不要",
        target="出栏体重",
        kind="regression",
        metric="mae",
        without="兽医记录",
    ),
    Case(
        "z18-pig-ill",
        PIG,
        "用咳嗽声音识别得了什么病，只用录音，宏平均F1",
        target="病种",
        kind="multiclass",
        metric="f1_macro",
        only="咳嗽录音",
    ),
    Case(
        "z18-pig-survive",
        PIG,
        "猪能活多久？还没死的按删失处理，栏舍不用",
        target="存活天数 是否死亡",
        kind="survival",
        metric="c_index",
        without="栏舍",
    ),
    Case(
        "z18-review-sent",
        REVIEW,
        "评论情感三分类，正面负面中性，F1宏平均，不用店铺",
        target="情感",
        kind="multiclass",
        metric="f1_macro",
        without="店铺",
    ),
    Case(
        "z18-review-tags",
        REVIEW,
        "给每条评论打标签，可能有多个，只用文字和图片",
        target="标签",
        kind="multilabel",
        only="评论 配图",
        separator="|",
    ),
)
UNCLEAR: tuple[Case, ...] = (
    Case(
        "z18-study-ask",
        STUDY,
        "预测学生的成绩，MAE",
        ask="期中成绩 期末成绩",
    ),
    Case(
        "z18-second-ask",
        SECOND,
        "这件商品的价格是多少？",
        ask="标价 成交价",
    ),
)
