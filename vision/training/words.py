# ruff: noqa: E501 — tables of words
"""The words that stand on drawn screens: labels of user interfaces in eleven languages, values, prose.
Seeded."""

from __future__ import annotations

import pydoc_data.topics
import re
from functools import cache
from random import Random

_ENGLISH = (
    "File Edit View Insert Format Tools Table Window Help Open Save Cancel Apply OK Print Search Settings Account Name "
    "Email Total Amount Date Export Import Delete New Copy Paste Cut Zoom Filter Sort Report User Password Remember "
    "Login Next Back Finish Close Quit Undo Redo Find Replace Preferences Options Size Type Modified Home Desktop "
    "Documents Downloads Music General Advanced Display Behavior Shortcuts Fonts Colors Network Yes No Refresh Reload "
    "Bookmark Select All About Properties Rename Folder Up Down Recent Language Theme Style Icons Show Hide Enable Use "
    "Default Automatic Remove Add Browse Reset Defaults Address City Country Phone Company Street First Last Notes "
    "Status Priority Category Description Quantity Price Invoice Customer Order Product Message Subject Inbox Sent "
    "Drafts Archive Spam Reply Forward Attach Send Upload Share Profile Log Sign Register Submit Continue Discard"
)
_WORDS = {
    "en": _ENGLISH,
    "de": "Datei Bearbeiten Ansicht Einfügen Extras Fenster Hilfe Öffnen Speichern Abbrechen Übernehmen Drucken Suchen "
    "Einstellungen Konto Name Betrag Datum Löschen Kopieren Weiter Zurück Schließen Rückgängig Größe Ordner Größe "
    "Schriftart Farben Netzwerk Anzeigen Straße Menü Benutzer Kennwort Anmelden Allgemein Erweitert Startseite",
    "fr": "Fichier Édition Affichage Insérer Outils Fenêtre Aide Ouvrir Enregistrer Annuler Appliquer Imprimer Chercher "
    "Paramètres Compte Nom Montant Date Supprimer Copier Suivant Précédent Fermer Rétablir Taille Dossier Thème Réseau "
    "Général Avancé Mot de passe Connexion Accueil Téléphone Adresse Pièces jointes Répondre Envoyer",
    "es": "Archivo Editar Ver Insertar Herramientas Ventana Ayuda Abrir Guardar Cancelar Aplicar Imprimir Buscar Ajustes "
    "Cuenta Nombre Importe Fecha Eliminar Copiar Siguiente Atrás Cerrar Deshacer Tamaño Carpeta Contraseña Iniciar "
    "sesión Inicio Dirección Teléfono Opciones Añadir Quitar Mostrar Ocultar",
    "it": "File Modifica Visualizza Inserisci Strumenti Finestra Aiuto Apri Salva Annulla Applica Stampa Cerca "
    "Impostazioni Nome Importo Elimina Copia Avanti Indietro Chiudi Cartella Carattere Generale Avanzate Password Accedi",
    "ru": "Файл Правка Вид Вставка Сервис Окно Справка Открыть Сохранить Отмена Применить Печать Поиск Настройки Имя "
    "Сумма Дата Удалить Копировать Далее Назад Закрыть Размер Папка Шрифт Цвета Сеть Пароль Войти Главная",
    "zh": "文件 编辑 视图 插入 格式 工具 窗口 帮助 打开 保存 取消 应用 确定 打印 搜索 设置 账户 名称 邮箱 金额 日期 导出 导入 删除 "
    "新建 复制 粘贴 剪切 筛选 排序 用户 密码 登录 下一步 返回 完成 关闭 撤销 重做 查找 替换 首选项 选项 大小 类型 修改时间 主页 "
    "桌面 文档 下载 音乐 常规 高级 显示 字体 颜色 网络 刷新 收藏 全选 关于 属性 重命名 文件夹 语言 主题 图标 隐藏 启用 默认 记住我",
    "ja": "ファイル 編集 表示 挿入 ツール ウィンドウ ヘルプ 開く 保存 キャンセル 適用 印刷 検索 設定 名前 金額 日付 削除 新規 コピー "
    "貼り付け 次へ 戻る 閉じる 元に戻す サイズ 種類 フォルダー 全般 詳細 パスワード ログイン ホーム 言語 テーマ",
    "ko": "파일 편집 보기 삽입 도구 창 도움말 열기 저장 취소 적용 인쇄 검색 설정 이름 금액 날짜 삭제 복사 붙여넣기 다음 뒤로 닫기 "
    "크기 폴더 글꼴 색상 네트워크 비밀번호 로그인 홈 언어 테마",
    "ar": "ملف تحرير عرض إدراج أدوات نافذة مساعدة فتح حفظ إلغاء تطبيق طباعة بحث إعدادات الاسم المبلغ التاريخ حذف نسخ التالي "
    "السابق إغلاق الحجم مجلد الخط الألوان الشبكة",
    "he": "קובץ עריכה תצוגה הוספה כלים חלון עזרה פתח שמור ביטול החל הדפס חיפוש הגדרות שם סכום תאריך מחק העתק הבא הקודם סגור "
    "גודל תיקייה גופן צבעים רשת",
}
LANGUAGES: tuple[str, ...] = tuple(_WORDS)
RIGHT_TO_LEFT = frozenset({"ar", "he"})
_WEIGHTS = [14, 2, 2, 2, 1, 2, 5, 1, 1, 1, 1]
_UNITS = ("bytes", "KB", "MB", "GB", "%", "px", "ms", "€", "kg", "pt")
_ENDINGS = ("", ".txt", ".png", ".csv", ".pdf", ".py", ".odt", ".zip")


@cache
def _prose() -> tuple[list[str], list[str]]:
    """Python's own help texts: (lines, words). They come with Python, so every machine has the same ones."""
    lines = [line for text in pydoc_data.topics.topics.values() for line in text.split("\n") if len(line) > 3]
    words = sorted({w for line in lines for w in re.findall(r"[A-Za-z]{2,11}", line)})
    return lines, words


class Words:
    """Draws texts from one seeded source, in one language."""

    def __init__(self, random: Random, language: str = "en") -> None:
        self.random = random
        self.language = language
        self._interface = _WORDS[language].split()
        self._joint = "" if language in ("zh", "ja") else " "

    @classmethod
    def any_language(cls, random: Random) -> Words:
        return cls(random, random.choices(LANGUAGES, weights=_WEIGHTS)[0])

    def word(self) -> str:
        if self.language != "en" or self.random.random() < 0.55:
            return self.random.choice(self._interface)
        word = self.random.choice(_prose()[1])
        return word if self.random.random() < 0.7 else word.capitalize()

    def phrase(self, most: int = 3) -> str:
        """One to `most` words, as a label or a caption has them."""
        text = self._joint.join(self.word() for _ in range(self.random.randint(1, most)))
        if self.random.random() < 0.8:
            text = text[:1].upper() + text[1:]
        return text + ("…" if self.random.random() < 0.06 else "")

    def value(self) -> str:
        """What stands in a field or a cell."""
        random = self.random
        makers = (
            lambda: str(random.randint(0, 99999)),
            lambda: f"{random.randint(1, 31)}/{random.randint(1, 12)}/{random.randint(1990, 2030)}",
            lambda: f"{random.randint(1, 900)} {random.choice(_UNITS)}",
            lambda: f"{random.uniform(0, 9999):.2f}",
            lambda: f"{self.file_name()}",
            lambda: f"{random.choice(_prose()[1]).lower()}@example.org",
        )
        return self.phrase(3) if random.random() < 0.4 else random.choice(makers)()

    def file_name(self) -> str:
        return self.random.choice(_prose()[1]) + self.random.choice(_ENDINGS)

    def sentence(self, least: int = 8, most: int = 40) -> str:
        return self._joint.join(self.word() for _ in range(self.random.randint(least, most)))

    def lines(self, count: int) -> str:
        """Consecutive lines of running text, as an editor shows them."""
        lines = _prose()[0]
        start = self.random.randrange(max(1, len(lines) - count))
        return "\n".join(lines[start : start + count])
