# ruff: noqa: E501, SIM905 — a table of names
"""Names of icons that every GTK theme draws."""

from __future__ import annotations

ICONS: tuple[str, ...] = tuple(
    "document-save document-open document-new document-print document-save-as edit-find edit-find-replace edit-copy "
    "edit-cut edit-paste edit-delete edit-undo edit-redo edit-clear edit-select-all go-up go-down go-previous go-next "
    "go-home go-first go-last view-refresh view-list view-grid view-fullscreen view-more open-menu list-add list-remove "
    "zoom-in zoom-out zoom-original window-close window-maximize window-minimize help-about help-contents "
    "dialog-information dialog-warning dialog-error dialog-question preferences-system system-search system-shutdown "
    "system-lock-screen media-playback-start media-playback-pause media-playback-stop media-skip-forward "
    "media-skip-backward media-record audio-volume-high audio-volume-muted format-text-bold format-text-italic "
    "format-text-underline format-justify-left format-justify-center format-justify-right format-indent-more "
    "mail-send mail-unread mail-attachment folder folder-new user-trash user-home user-bookmarks bookmark-new starred "
    "non-starred contact-new avatar-default camera-photo image-x-generic text-x-generic utilities-terminal "
    "accessories-calculator x-office-calendar printer network-wireless battery computer input-keyboard phone "
    "insert-image insert-link object-select process-stop emblem-important find-location weather-clear "
    "application-x-executable changes-prevent changes-allow tab-new view-dual".split()
)
