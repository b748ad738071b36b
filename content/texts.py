"""Which fields of the content does a person read?"""

from __future__ import annotations

from pydantic import BaseModel

from content import models

_STEP_OF_A_PLAN = ("title", "button", "what", "benefit", "cost")
READ: dict[type[BaseModel], tuple[str, ...]] = {
    models.Question: ("short", "text", "text_with_standard", "why", "help"),
    models.TradeHelp: ("help",),
    models.Option: ("label", "because"),
    models.CompanyType: ("label", "name", "sentence", "portrait", "change"),
    models.Barrier: ("label", "sentence", "what", "why", "gained", "relay"),
    models.BarrierVariant: ("label", "sentence", "what", "why", "gained", "relay"),
    models.OtherRelay: ("relay",),
    models.Lesson: (*_STEP_OF_A_PLAN, "goal", "proof", "proof_options", "done", "done_too"),
    models.Step: ("text", "help"),
    models.Tool: (*_STEP_OF_A_PLAN, "goal", "notes_title", "closing"),
    models.ToolQuestion: ("text", "told", "help", "line"),
    models.ToolOption: ("label", "note"),
    models.Verdict: ("title", "text"),
    models.Service: (*_STEP_OF_A_PLAN, "leaving", "grid"),
    models.Training: (*_STEP_OF_A_PLAN, "payer"),
    models.Aid: (*_STEP_OF_A_PLAN, "ask"),
    models.Person: _STEP_OF_A_PLAN,
    models.GlossaryWord: ("sentence", "example"),
    models.Topic: ("name", "reply", "price"),
    models.LookAlike: ("what",),
    models.Dated: ("text",),
    models.ToldTo: ("text",),
}
