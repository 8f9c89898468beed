"""The query parameters that only track readers: one table for cleaning and documentation.

A name is here when it means nothing to the page itself, on any site. Names that mean something
on some site are not, even if they often track readers: `ref`, `source`, `cid`, `s`, `t`, `si`,
`tag`, and `fb_comment_id`, which leads to a comment.
"""

from __future__ import annotations

TRACKING: dict[str, tuple[str, ...]] = {
    "Campaigns": (
        "utm_*",  # Google Analytics and everybody after it
        "mtm_*",  # Matomo; its older pk_ names one by one, since `pk` may be a primary key
        *("pk_campaign", "pk_cid", "pk_content", "pk_keyword", "pk_kwd", "pk_medium", "pk_source"),
        *("piwik_campaign", "piwik_kwd"),
        "hsa_*",  # HubSpot advertisements
        # AT Internet; other at_ names may mean "at a time"
        *("at_campaign", "at_custom*", "at_medium", "xtor"),
        "s_cid",  # Adobe Analytics
        "wt.mc_id",  # Webtrends
        "wickedid",
        "_openstat",
    ),
    "Clicks on ads": (
        *("gclid", "gclsrc", "gad_source", "gad_campaignid", "dclid", "gbraid", "wbraid"),  # Google
        *("msclkid", "fbclid", "twclid", "ttclid", "li_fat_id", "yclid", "ysclid", "epik"),
        *("rb_clickid", "srsltid"),
    ),
    "Visitors followed across sites": (
        *("_ga", "_gl", "_branch_match_id", "_branch_referrer"),
        *("guccounter", "guce_referrer", "guce_referrer_sig"),  # Yahoo
        "spm",  # Alibaba's sites
    ),
    "Sharing": (
        *("fb_action_ids", "fb_action_types", "fb_source", "igsh", "igshid"),
        *("ref_src", "ref_url", "__twitter_impression"),
    ),
    "Readers of newsletters": (
        *("mc_cid", "mc_eid", "mkt_tok", "oly_anon_id", "oly_enc_id", "vero_conv", "vero_id"),
        *("ml_subscriber", "ml_subscriber_hash"),
        *("_hsenc", "_hsmi", "__hstc", "__hssc", "__hsfp", "hsctatracking"),
    ),
}
"""Names in lower case, by purpose; `*` stands for the rest of a name."""

TRACKING_PARAMETERS = frozenset(name for names in TRACKING.values() for name in names)
