"""The two themes. Every text colour has a contrast of at least 4.5 on each of its backgrounds."""

from textual.theme import Theme

DARK = Theme(
    name="unblame-dark",
    primary="#7cb7ff",
    secondary="#9fc5e8",
    accent="#ffd479",
    warning="#ffc66d",
    error="#ff9b9b",
    success="#8fdc9a",
    foreground="#e8eaed",
    background="#14171c",
    surface="#1b1f26",
    panel="#232933",
    dark=True,
    text_alpha=1.0,
    variables={
        "text": "#e8eaed",
        "text-muted": "#b4bcc8",
        "text-disabled": "#a7afbb",
        "text-primary": "#8fc2ff",
        "text-warning": "#ffc66d",
        "text-error": "#ff9b9b",
        "text-success": "#8fdc9a",
        "text-accent": "#ffd479",
        "block-cursor-background": "#1f4a80",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#323a47",
        "block-cursor-blurred-foreground": "#e8eaed",
        "input-selection-background": "#2d5f9e",
        "footer-background": "#232933",
        "footer-key-foreground": "#ffd479",
        "footer-description-foreground": "#e8eaed",
        "border": "#7cb7ff",
        "border-blurred": "#4a5363",
    },
)
"""For dark rooms."""

LIGHT = Theme(
    name="unblame-light",
    primary="#0b4f94",
    secondary="#1f5f99",
    accent="#7a4a00",
    warning="#7a4a00",
    error="#a3141f",
    success="#14602b",
    foreground="#1b1f24",
    background="#fbfbf9",
    surface="#f3f3f0",
    panel="#e6e7e4",
    dark=False,
    text_alpha=1.0,
    variables={
        "text": "#1b1f24",
        "text-muted": "#4a525c",
        "text-disabled": "#555d67",
        "text-primary": "#0b4f94",
        "text-warning": "#7a4a00",
        "text-error": "#a3141f",
        "text-success": "#14602b",
        "text-accent": "#7a4a00",
        "block-cursor-background": "#cfe0f3",
        "block-cursor-foreground": "#1b1f24",
        "block-cursor-blurred-background": "#dfe4e9",
        "block-cursor-blurred-foreground": "#1b1f24",
        "input-cursor-background": "#1b1f24",
        "input-cursor-foreground": "#fbfbf9",
        "input-selection-background": "#b9d3ee",
        "footer-background": "#e6e7e4",
        "footer-key-foreground": "#0b4f94",
        "footer-description-foreground": "#1b1f24",
        "border": "#0b4f94",
        "border-blurred": "#9aa2ab",
    },
)
"""For bright rooms."""

THEMES = (DARK, LIGHT)
"""Both, the default first."""
