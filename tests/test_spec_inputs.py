"""Many ways of saying which inputs are forbidden, and which alone are allowed."""

import pytest
from statements import FLOWERS, read

HOUSES = (
    "house_id id; photo image; floor_plan image; description text; area_m2 number;"
    " yearBuilt integer 1900..2020; agent_name category =a,b,c;"
    " district category =x,y,z; taxValue number; sale_price number; sold boolean"
)
ALL = {
    *("photo", "floor_plan", "description", "area_m2", "yearBuilt", "agent_name"),
    *("district", "taxValue", "sold"),
}
ASKED = "Predict sale_price from photo and description."

TAX_OUT = """\
The tax value must not be used.
Don't use the tax value.
taxValue is off limits.
Please leave taxValue out of it.
taxValue shall not enter the model.
The tax value isn't known at that time.
We will not have the tax value in production.
Tax value should be ignored.
Taxvalue is to be ignored.
Do without the tax value.
The taxValue column has to go.
taxValue gives the answer away.
Using taxValue would be cheating.
`taxValue` leaks the target.
Beware: taxValue is leaky.
taxValue was computed afterwards, so throw it away.
Forget the tax value.
Get rid of taxValue.
Not the tax value though.
Tax value: don't use.
taxValue - forbidden.
Steer clear of taxValue.
The model can't see the tax value.
The tax value can't be an input.
I don't want the tax value in there.
We do not trust the tax value, so please drop that column.
Exclude: taxValue.
Keep taxValue out.
No taxValue please.
taxValue mustn't be part of the inputs.
All columns except taxValue are fine.
Everything is allowed apart from taxValue.
You can use anything other than taxValue.
The only column that you may not use is taxValue.
taxValue is post-hoc.
taxValue will be missing for new houses, don't rely on it.
The tax office sets taxValue after the sale, which makes it unusable.
Remove taxValue before training.
taxValue need not be used.
The tax value is determined after the sale.
The tax value becomes available only later.
taxValue is a proxy of the price and must be avoided.
Avoid taxValue.
taxValue should be dropped from the features.
Strip taxValue from the data.
taxValue is confidential and cannot be touched.
Refrain from using taxValue.
taxValue isn't allowed as a feature.
It would be unfair to use taxValue.
Hide taxValue from the model.
taxValue is filled in by the notary after the sale.
Please do this w/o taxValue.
Minus taxValue.
taxValue must be kept out of the training data.
Mind that taxValue is assigned after the sale, i.e. it would leak.
Nobody may use taxValue.
We'd rather not use the tax value.
I would prefer not to include the tax value.
Let's not use taxValue.
taxValue doesn't belong in the inputs.
Please make sure that taxValue is not used.
Make sure the model never sees taxValue.
It is important that taxValue is not among the features.
taxValue won't be there at prediction time.
At prediction time there is no tax value.
There'll be no tax value when we use the model.
taxValue correlates with the target by construction, so please skip it.
the tax value has been added by hand later on, don't trust it
taxValue (not to be used)
taxValue (leak!)
taxValue (ignore)
taxValue [excluded]
Columns to ignore: taxValue
ignored columns: taxValue
drop: taxValue
Excluded columns: taxValue
Not used: taxValue
leakage: taxValue
exclude the column taxValue
excluding tax value
with the exception of taxValue
save for taxValue
barring taxValue
all features minus taxValue
taxValue must be removed first
taxValue has to be dropped beforehand
taxValue ought to be excluded
You must not look at the tax value
No peeking at taxValue
taxValue is to stay out
The use of taxValue is not permitted
Usage of taxValue is prohibited
use of the tax value is forbidden by law
GDPR does not allow us to process taxValue
our lawyers say we can't use taxValue
legal won't let us use taxValue
taxValue is sensitive; leave it alone
Pretend taxValue isn't there
Don't bother with taxValue
taxValue is noise.
taxValue is just noise, remove
taxValue contains errors, so don't include it
taxValue is a duplicate of the target
taxValue duplicates the target, drop it
taxValue is basically the answer
不要用taxValue。
taxValue不能用。
taxValue这一列请去掉。
taxValue是事后才有的。
taxValue不可作为输入。
taxValue会泄露答案，别用。
请剔除taxValue。
不考虑taxValue。
taxValue不参与训练。
除taxValue外都可以用。
taxValue禁止使用。
训练时拿不到taxValue。
taxValue就不要放了。
不用taxValue。
taxValue预测时是未知的。
别把taxValue喂给模型。
taxValue要排除在外。
把taxValue删掉。
taxValue不在可用特征之列。
taxValue不算特征。
请避免使用taxValue。
taxValue对任务没有帮助，忽略即可。
taxValue需要屏蔽。
taxValue不允许使用。
不准看taxValue。
taxValue成交后才知道。
切勿使用taxValue。
不得引入taxValue。
taxValue不能作为特征。
taxValue禁用
请勿把taxValue放进模型
taxValue不能让模型看到
taxValue不得用于训练
训练时请忽略taxValue这一列
模型不能看taxValue
taxValue是泄漏字段
taxValue列不要参与建模
不允许使用taxValue
不包括taxValue
taxValue不是特征
taxValue没用
taxValue这个字段是结果，不可用
预测的时候没有taxValue
预测时还不知道taxValue
因为隐私原因taxValue不能使用
taxValue要去掉
务必排除taxValue
特征里不要有taxValue
不要包含taxValue
taxValue与目标高度相关，请剔除
taxValue是成交之后填的，别用
禁止模型使用taxValue
除taxValue以外的列都能用
taxValue请不要用
taxValue一律不用
把taxValue列排除
"""

BOTH_OUT = """\
taxValue and sold must not be used.
Neither taxValue nor sold may be used.
Don't use taxValue or sold.
taxValue isn't known yet, neither is sold.
sold and taxValue are outcomes as well, so leave them out.
taxValue, sold: ignore.
Ignore both taxValue and the sold flag.
without taxValue/sold
taxValue和sold都不能用。
不要用taxValue、sold。
taxValue、sold除外。
The columns `taxValue` and `sold` are only known after the sale.
I'd rather you didn't use taxValue, and the same goes for sold.
Not allowed are taxValue and sold.
- don't use: taxValue, sold
Except taxValue and sold, everything may be used.
taxValue is forbidden. So is sold.
taxValue must be left out, as must sold.
Skip taxValue; also sold.
taxValue and sold are both off-limits.
drop taxValue & sold
The following columns leak: taxValue, sold.
Columns taxValue, sold must be excluded.
Please leave out `taxValue` and `sold`.
We can use neither taxValue nor sold.
taxValue as well as sold should be ignored.
without the columns taxValue and sold
Don't use taxValue. Don't use sold either.
Never use taxValue; sold is forbidden as well.
No taxValue, no sold.
no taxValue/sold columns
taxValue is known only afterwards, sold as well.
taxValue跟sold两列都别用
不用taxValue和sold这两个字段
taxValue以及sold不能作为输入
Exclude the following: taxValue; sold
不要使用：taxValue，sold
"""

ALL_STAY = """\
The tax value may be used.
taxValue is not always recorded.
Do not ignore taxValue.
taxValue must not be left out.
The tax value is available.
Don't forget the tax value.
Rows without a tax value were removed.
taxValue is missing in some rows.
The tax value matters.
It's important not to overlook taxValue.
taxValue is known before the sale.
Use the tax value too, not only the photo.
taxValue可以用。
别忘了taxValue。
taxValue不能不用。
不仅要用photo，还要用taxValue。
taxValue有缺失。
taxValue is not enough by itself.
The tax value is not a problem.
There is no reason to exclude taxValue.
taxValue is in euros, not dollars.
The tax value is an important input.
Pay attention to taxValue.
taxValue has no missing values.
No value of taxValue is missing.
I don't know how taxValue was computed.
taxValue is not a percentage.
There are no taxes on taxValue.
The photo is not large, and taxValue is in euros.
Don't scale taxValue by hand.
taxValue was recorded by the city.
Not every house has a taxValue.
taxValue is unknown for some houses.
taxValue is not the target.
taxValue is not what we predict.
不预测taxValue
taxValue不是目标
taxValue没有缺失值
taxValue单位是万元，不是元
Houses that are not sold have no taxValue, that's fine.
the model must not ignore taxValue
We don't have many photos but taxValue is complete.
It does not matter much, but taxValue helps.
Don't drop rows that lack taxValue.
"""

TWO_STAY = """\
Use only photo and description.
Only the photo and the description may be used.
Nothing but the photo and the description may be used.
Restrict yourself to photo and description.
Limit the inputs to photo and description.
The inputs are photo and description, nothing more.
photo + description only
Solely from photo and description.
只用photo和description。
仅使用photo和description。
只能看photo和description。
输入仅限photo和description。
除了photo和description其他都不要用。
Don't use anything but photo and description.
All other columns than photo and description must be ignored.
photo and description are the only inputs allowed.
Ignore everything except photo and description.
Use photo and description, ignore the rest.
Use photo and description and leave the other columns alone.
"""


def inputs(statement: str) -> set[str]:
    spec = read(statement, HOUSES)
    assert spec.target == ("sale_price",)
    return {name for modality in spec.modalities for name in modality.columns}


@pytest.mark.parametrize("said", TAX_OUT.splitlines())
def test_one_column_is_left_out(said):
    assert inputs(f"{ASKED} {said}") == ALL - {"taxValue"}


@pytest.mark.parametrize("said", BOTH_OUT.splitlines())
def test_two_columns_are_left_out(said):
    assert inputs(f"{ASKED} {said}") == ALL - {"taxValue", "sold"}


@pytest.mark.parametrize("item", ["- taxValue\n- sold", "* taxValue\n* sold\n"])
@pytest.mark.parametrize("head", ["Exclude:", "Do not use:", "Not allowed:"])
def test_a_list_after_its_heading_is_left_out(head, item):
    assert inputs(f"{ASKED}\n{head}\n{item}") == ALL - {"taxValue", "sold"}


@pytest.mark.parametrize("said", ALL_STAY.splitlines())
def test_words_that_forbid_nothing(said):
    assert inputs(f"{ASKED} {said}") == ALL


@pytest.mark.parametrize("said", TWO_STAY.splitlines())
def test_two_columns_alone_are_used(said):
    assert inputs(f"Predict sale_price. {said}") == {"photo", "description"}


UNHEEDED = [
    ("no garden size", "no garden size"),
    ("don't use the garden size", "don't use the garden size"),
    ("The mortgage must not be used.", "The mortgage must not be used"),
    ("At least 95% of them right", "At least 95% of them"),
    ("A miss costs 10 times as much.", "costs 10 times as much"),
    ("Balanced across regions.", "Balanced across regions"),
    ("Please use a pretrained ResNet.", "use a pretrained ResNet"),
]


@pytest.mark.parametrize(("said", "noted"), UNHEEDED)
def test_a_demand_without_effect_is_told(said, noted):
    notes = read(f"{ASKED[:-1]}, {said}", HOUSES).notes
    told = [note for note in notes if note.startswith("not understood")]
    assert len(told) == 1 and repr(noted) in told[0]


def test_an_input_that_may_be_meant_to_stay_out_is_told():
    said = "The sale sets taxValue, and agent_name is unreliable."
    notes = read(f"{ASKED} {said}", HOUSES).notes
    assert any(note.startswith("`agent_name` is used, though") for note in notes)


@pytest.mark.parametrize("said", ["No doubt it works.", "Without delay, please.", ""])
def test_nothing_is_told_where_nothing_was_demanded(said):
    notes = read(f"{ASKED} {said}", HOUSES).notes
    assert not any("not understood" in n or "the statement says" in n for n in notes)


def test_an_only_input_that_is_no_column_is_told():
    spec = read("只用花瓣长度和花萼颜色预测品种", FLOWERS)
    assert [m.columns for m in spec.modalities] == [("花瓣长度",)]
    assert any("not heeded: '花萼颜色'" in note for note in spec.notes)
