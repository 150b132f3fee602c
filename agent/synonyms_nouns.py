"""Words that mean the same, English | Chinese: nouns of one sign, which end longer
words such as 成交价 and 用电量, and words of everyday speech."""

TABLE = """
fee cost charge | 费
rate ratio share pct percent | 率
count number num qty | 数
amount volume quantity output | 量
temp temperature | 温
speed velocity | 速
score points mark | 分
date | 日
time duration | 时
weight mass | 重
height | 高
length | 长
width | 宽
age | 龄
pressure | 压
district area region zone | 区
city | 市
type kind class | 类 型 种
grade level | 级
image photo picture img pic | 图 照
line route | 线
value | 值
sold sale | 成交
sell sold | 卖掉 卖出 卖了
days day | 多少天 几天
hours hour | 多少小时 几小时 几个小时
minutes minute min | 多少分钟 几分钟
months month | 几个月 多少个月
years year | 几年 多少年
weekday workday | 平日 工作日 周中
condition state | 车况 成色 状况
built build construction | 建成 建造
next tomorrow nextday | 明天 明日 次日 第二天 翌日 下一天 后一天
energy generation output yield | 发电量 发电
thermal infrared ir | 红外 热成像 热像
location place | 位置 所在
"""
