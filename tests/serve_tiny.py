"""`transformers serve`, the real server, for a folder and a port; only its processor is loaded without the
video half, which wants torchvision.

    python serve_tiny.py FOLDER PORT
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any


def main() -> None:
    folder, port = sys.argv[1:]
    from transformers.cli import transformers as command
    from transformers.cli.serving.model_manager import ModelManager

    from vision.model_files import files_in
    from vision.qwen_parts import load_processor

    def without_video(self: Any, model: str, gguf_file: str | None = None) -> Any:
        return load_processor(files_in(Path(folder)))

    ModelManager._load_processor = without_video
    sys.argv = ["transformers", "serve", folder, "--host", "127.0.0.1", "--port", port, "--device", "cpu"]
    command.main()


if __name__ == "__main__":
    main()
