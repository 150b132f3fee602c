"""Four statements by the same writer, after the mending for the second.
Read once: 3 of 4 right; mended since.
"""

from statement_suite import Case

GYM = (
    "会员号 id; 训练视频 video; 心率曲线 series; 教练评语 text; 门店 category =一店,二店,三店; 性别 category =男,女; 年龄 integer 14..80; "
    "入会日期 date; -是否续卡 boolean; -月到店次数 integer 0..31; -体脂率 number 5..50; -动作评级 category =优,差,良,中"
)
SEEN: tuple[Case, ...] = (
    Case(
        "z17-gym-renew",
        GYM,
        "哪些会员会续卡？看F1，性别和门店不能参与",
        "是否续卡",
        "binary",
        "f1",
        without="性别 门店",
    ),
    Case(
        "z17-gym-visits",
        GYM,
        "预测下个月每个会员来几次，MAE，教练评语不用，模型十万参数以内",
        "月到店次数",
        "regression",
        "mae",
        without="教练评语",
        params=100_000,
    ),
    Case(
        "z17-gym-grade",
        GYM,
        "光看训练视频给动作评级，差、中、良、优",
        "动作评级",
        "ordinal",
        "",
        only="训练视频",
        levels="差 中 良 优",
    ),
    Case(
        "z17-gym-fat",
        GYM,
        "体脂率是多少？均方根误差，每条2毫秒内，除了年龄别的都能用",
        "体脂率",
        "regression",
        "rmse",
        without="年龄",
        latency=2,
    ),
)
UNCLEAR: tuple[Case, ...] = ()
