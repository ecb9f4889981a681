"""Modules are joined in the order of their imports; what cannot be joined is refused."""

from __future__ import annotations

import pytest

from viz.script import join_modules


def join(modules: dict[str, str]) -> str:
    return join_modules("main", modules.__getitem__)


def test_modules_stand_after_what_they_import() -> None:
    script = join(
        {
            "main": 'import { a } from "./a.js";\nimport { b } from "./b.js";\na(b);\n',
            "a": 'import { b } from "./b.js";\nexport function a() { return b; }\n',
            "b": "export const b = 1;\n",
        }
    )
    assert script.index("const b = 1;") < script.index("function a()") < script.index("a(b);")
    assert "import" not in script
    assert "export" not in script
    assert script.count("const b") == 1


def test_modules_in_folders_are_found_from_where_they_are_named() -> None:
    script = join(
        {
            "main": 'import { a } from "./views/a.js";\na();\n',
            "views/a": 'import { b } from "../b.js";\nimport { c } from "./c.js";\n'
            "export function a() { return b + c; }\n",
            "views/c": "export const c = 2;\n",
            "b": "export const b = 1;\n",
        }
    )
    assert script.index("const b") < script.index("const c") < script.index("function a")


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        ({"main": 'import { a as b } from "./a.js";\n', "a": ""}, "cannot join"),
        ({"main": 'import * as a from "./a.js";\n'}, "cannot join"),
        ({"main": "export default 1;\n"}, "cannot join"),
        (
            {"main": 'import { a } from "./a.js";\nconst x = 1;\n', "a": "export const x = 2;\n"},
            "two modules: x",
        ),
        (
            {"main": 'import { a } from "./a.js";\n', "a": 'import { main } from "./main.js";\n'},
            "import each other: main > a > main",
        ),
    ],
)
def test_what_cannot_be_joined_is_an_error(modules: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        join(modules)
