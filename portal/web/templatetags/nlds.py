"""What the crispy pack needs to know about a field (templates/nlds/)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms, template

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.forms.boundfield import BoundWidget
    from django.utils.safestring import SafeString

register = template.Library()

LOOKS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "utrecht-checkbox utrecht-checkbox--html-input utrecht-checkbox--custom"),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.FileInput, "house-file"),
    (forms.ColorInput, "house-colour"),
    (forms.Widget, "utrecht-textbox utrecht-textbox--html-input"),
)
OPTION_LOOKS = {
    "radio": "utrecht-radio-button utrecht-radio-button--html-input",
    "checkbox": "utrecht-checkbox utrecht-checkbox--html-input utrecht-checkbox--custom",
}


@register.filter
def control(field: BoundField) -> SafeString:
    """The input itself, in the look of its kind."""
    widget = field.field.widget
    look = next(look for kind, look in LOOKS if isinstance(widget, kind))
    invalid = f" {look.split()[0]}--invalid" if field.errors else ""
    own = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{look}{invalid} {own}".strip()})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """One box to tick: its label stands behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_choice(field: BoundField) -> bool:
    """Radio buttons or a list of boxes."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def option(choice: BoundWidget) -> SafeString:
    """One radio button or box of a list. That it must be chosen, or is wrong, is told by the group."""
    kind = str(choice.data["type"])
    attrs = choice.data["attrs"]
    for told_by_group in ("aria-invalid", "required"):
        attrs.pop(told_by_group, None)
    attrs["class"] = OPTION_LOOKS[kind]
    return choice.tag(wrap_label=False)


@register.filter
def first_input(field: BoundField) -> str:
    """The id that an error summary links to."""
    return f"{field.auto_id}_0" if field.field.widget.use_fieldset else (field.id_for_label or field.auto_id)


@register.filter
def optional_word(field: BoundField) -> bool:
    """Whether the label says that the field may stay empty; not where the form keeps it `unmarked`."""
    if field.name in getattr(field.form, "unmarked", ()):
        return False
    return not field.field.required and not field.field.disabled and not is_checkbox(field)
