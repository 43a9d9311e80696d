"""For each rule of J and W an input that breaks it, and its nearest that does not."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from janeschool_scorm.validate.content import About

Files = Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """`faulty` raises the code, `valid` does not; both are whole packages."""

    code: str
    faulty: Files
    valid: Files
    about: About | None = None


def page(body: str = "<p>Words</p>", head: str = "", lang: str = ' lang="en"') -> str:
    """A good page around what matters."""
    title = "" if "<title" in head else "<title>Lesson one</title>"
    return (
        f"<!DOCTYPE html>\n<html{lang}>\n<head>{title}{head}</head>\n"
        f"<body>{body}</body>\n</html>\n"
    )


def both(code: str, faulty: str, valid: str, name: str = "a.js") -> Case:
    return Case(code, {name: faulty}, {name: valid})


def body(code: str, faulty: str, valid: str, *names: str) -> Case:
    """Two pages; `names` are further files of the package."""
    more = dict.fromkeys(names, "")
    return Case(
        code,
        {"index.html": page(faulty), **more},
        {"index.html": page(valid), **more},
    )


def head(code: str, faulty: str, valid: str, *names: str) -> Case:
    more = dict.fromkeys(names, "")
    return Case(
        code,
        {"index.html": page(head=faulty), **more},
        {"index.html": page(head=valid), **more},
    )


def sco(code: str, standard: str, faulty: str, valid: str, looks: bool = True) -> Case:
    """Scripts of a SCO; each looks for its API and the opener, unless that is the point."""
    api = "LMSInitialize" if standard == "scorm12" else "API_1484_11"
    before = f"window.opener || find('{api}');\n" if looks else ""
    return Case(
        code,
        {"index.html": page(), "a.js": before + faulty},
        {"index.html": page(), "a.js": before + valid},
        About("scorm12" if standard == "scorm12" else "scorm2004"),
    )


_PAIR = base64.b64encode(b"lrs-writer:Kq7vR2mX").decode()
_KEY = "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEpAIBAAKCAQEA7x" * 4 + "\n"
_LATE = "addEventListener('pagehide', save);"

CASES = (
    # J1
    both("J101", "window.onunload = save;", "window.onunload = null;" + _LATE),
    both("J101", "addEventListener('beforeunload', f)", "addEventListener('load', f)"),
    both("J101", "$(window).on('unload', f)", "player.on('unload', f)"),
    both("J101", "$(window).unload(f)", "scene.unload(f)"),
    body("J101", '<p onunload="f()">x</p>', '<p onload="f()">x</p>'),
    both("J102", "onbeforeunload = f", "onbeforeunload = f;" + _LATE),
    both("J103", "x.open('GET', url, false)", "x.open('GET', url, true)"),
    both("J103", "x.open('GET',f(a,b),!1)", "x.open('GET',f(a,!1))"),
    both("J103", "$.ajax({url: u, async: false})", "$.ajax({url: u, async: true})"),
    both("J104", "f(); debugger;", "f(); debuggers; // debugger;"),
    both("J105", "alert('Saved')", "this.alert('Saved'); 'alert(1)'; myalert(1)"),
    both("J106", "document.write('x')", "log('document.write(1)')"),
    both("J107", "eval(text)", "evaluate(text); new Function('return this')()"),
    both("J108", "window.open('help.html')", "request.open('GET', 'x')"),
    both("J109", "navigator.serviceWorker.register('w.js')", "navigator.serviceWorker"),
    both("J110", "localStorage.setItem('a', 1)", "if (document.cookie) read()"),
    both("J111", "top.location.href = next", "if (top.location == self.location) f()"),
    body("J111", '<a href="javascript:top.location=1">x</a>', '<a href="#top">x</a>'),
    body(
        "J112",
        '<object data="a.swf" type="application/x-shockwave-flash">x</object>',
        '<object data="a.pdf" type="application/pdf">x</object>',
        "a.swf",
        "a.pdf",
    ),
    Case("J113", {"a.js": "", "a.js.map": "{}"}, {"a.js": "", "street.map": "{}"}),
    # J2
    head(
        "J201",
        '<script src="https://cdn.example.net/a.js"></script>',
        '<!-- <script src="https://cdn.example.net/a.js"></script> -->',
    ),
    body(
        "J201",
        '<img alt="" src="https://example.net/a.png">',
        '<a href="https://example.net/a.png">A picture</a>',
    ),
    body(
        "J201",
        '<form action="https://example.net/in"><button>Go</button></form>',
        '<form action=""><button>Go</button></form>',
    ),
    both("J201", "fetch('https://example.net/x')", "var doc = 'https://example.net/x'"),
    both(
        "J201",
        "x.open('POST', 'https://example.net/in')",
        "// x.open('POST', 'https://example.net/in')",
    ),
    both("J201", "import('https://example.net/m.js')", "import('./m.js')"),
    both("J201", "import a from 'https://example.net/m.js'", "import a from './m.js'"),
    both(
        "J201", "i.src = 'https://example.net/i.png'", "i.src == 'https://example.net/'"
    ),
    both(
        "J201",
        "@import 'https://example.net/a.css';",
        "/* @import 'https://example.net/a.css'; */",
        "a.css",
    ),
    both(
        "J201",
        "p { background: url(https://example.net/a.png) }",
        "@namespace svg url(http://www.w3.org/2000/svg);",
        "a.css",
    ),
    head(
        "J202",
        '<link rel="stylesheet" href="http://example.net/a.css">',
        '<link rel="license" href="http://example.net/a">',
    ),
    head(
        "J203",
        '<script src="//cdn.example.net/a.js"></script>',
        '<script src="a//b.js"></script>',
        "a/b.js",
    ),
    body(
        "J204", r'<img alt="" src="C:\me\a.png">', '<img alt="" src="c.png">', "c.png"
    ),
    body(
        "J204",
        '<img alt="" src="file:///me/a.png">',
        '<img alt="" src="a.png">',
        "a.png",
    ),
    body(
        "J205",
        '<iframe title="x" src="http://localhost:8080/x"></iframe>',
        '<iframe title="x" src="localhost.html"></iframe>',
        "localhost.html",
    ),
    body("J206", '<img alt="" src="/a.png">', '<img alt="" src="./a.png">', "a.png"),
    body("J207", '<img alt="" src="b.png">', '<img alt="" src="a.png?v=2#x">', "a.png"),
    body(
        "J207", '<img alt="" src="b c.png">', '<img alt="" src="a%20b.png">', "a b.png"
    ),
    body(
        "J207",
        '<img alt="" srcset="a.png 1x, b.png 2x">',
        '<img alt="" srcset="a.png 1x">',
        "a.png",
    ),
    body(
        "J207",
        '<img alt="" src="b.png">',
        '<template><img alt="" src="b.png"></template>',
    ),
    body("J207", '<img alt="" src="b.png">', '<img alt="" src="{{ picture }}">'),
    Case(
        "J207",
        {"x/index.html": page('<img alt="" src="a.png">'), "a.png": ""},
        {"x/index.html": page('<img alt="" src="../a.png">'), "a.png": ""},
    ),
    both("J208", "p { background: url(b.png) }", "p { background: url(#b) }", "a.css"),
    body("J208", '<p style="background:url(b.png)">x</p>', '<p style="top:0">x</p>'),
    body("J209", '<a href="b.html">On</a>', '<a href="mailto:a@example.net">On</a>'),
    body("J210", '<img alt="" src="A.png">', '<img alt="" src="a.png">', "a.png"),
    body(
        "J211", '<img alt="" src="../a.png">', '<img alt="" src="x/../a.png">', "a.png"
    ),
    head("J212", '<base href="/">', '<base href="./">'),
    head("J212", '<base href="https://example.net/">', '<base target="_top">'),
    head(
        "J213",
        '<meta http-equiv="refresh" content="0;url=https://example.net/">',
        '<meta http-equiv="refresh" content="0;url=a.html">',
        "a.html",
    ),
    head(
        "J214",
        '<script>load("https://www.google-analytics.com/analytics.js")</script>',
        "<script>load('analytics.js')</script>",
    ),
    # J3
    both("J301", f"var k = `{_KEY}`", 'var k = "-----BEGIN RSA PRIVATE KEY-----"'),
    both("J301", _KEY, "-----BEGIN PUBLIC KEY-----", "notes.txt"),
    both(
        "J302",
        "send('https://writer:Kq7vR2mX@lrs.example.org/xapi')",
        "// as in https://writer:Kq7vR2mX@lrs.example.org/xapi",
    ),
    both("J302", "get('https://bob:hunter22@a.org')", "get('https://user:pass@a.org')"),
    both(
        "J303", f"auth = 'Basic {_PAIR}'", "auth = 'Basic ' + btoa(name + ':' + word)"
    ),
    both("J303", f"auth = 'Basic {_PAIR}'", "say('Basic understanding of the course')"),
    body("J303", f"<p>Basic {_PAIR}</p>", "<p>Basic training</p>"),
    both("J304", "key = 'AKIAQ7XWZ3LMN5PRTUV2'", "key = 'AKIAIOSFODNN7EXAMPLE'"),
    both("J304", f"key = 'ghp_{'a1B2' * 9}'", "key = 'ghp_short'"),
    both(
        "J304",
        f"h = 'Bearer eyJhbGciOiJIUzI1.eyJzdWIiOiIx{'a' * 8}.{'b1C' * 9}'",
        "h = 'Bearer ' + token",
    ),
    both(
        "J305",
        "var apiKey = 'x9Qw2Lm7Rt4Zp8Vb3Nc6'",
        "var apiKey = 'put-here-what-you-got'",
    ),
    both(
        "J305",
        "{'client_secret': 'x9Qw2Lm7Rt4Zp8Vb3Nc6'}",
        "{'passwordLabel': 'Please enter it'}",
    ),
    Case("J306", {".env": ""}, {"environment.txt": ""}),
    # J4
    sco(
        "J401", "scorm2004", "API.LMSInitialize('')", "find('API_1484_11')", looks=False
    ),
    sco("J402", "scorm12", "start()", "api.LMSInitialize('')", looks=False),
    sco(
        "J403",
        "scorm2004",
        "set('cmi.core.lesson_status', 'passed')",
        "set('cmi.core.lesson_status', 'passed'); find('LMSInitialize')",
    ),
    sco("J404", "scorm12", "get('cmi.core.lesson_state')", "get('cmi.core.' + name)"),
    sco(
        "J405",
        "scorm12",
        "LMSSetValue('cmi.core.student_name', 'x')",
        "LMSGetValue('cmi.core.student_name')",
    ),
    sco("J405", "scorm2004", "setValue('cmi.mode', m)", "getValue('cmi.mode')"),
    sco(
        "J406",
        "scorm12",
        "LMSGetValue('cmi.core.exit')",
        "LMSSetValue('cmi.core.exit', 'suspend')",
    ),
    sco(
        "J407",
        "scorm12",
        "LMSSetValue('cmi.core.lesson_status', 'complete')",
        "LMSSetValue('cmi.core.lesson_status', 'completed')",
    ),
    sco(
        "J407",
        "scorm2004",
        "SetValue('cmi.completion_status', 'passed')",
        "SetValue('cmi.success_status', 'passed')",
    ),
    sco(
        "J407",
        "scorm2004",
        "SetValue('cmi.interactions.0.type', 'multiple')",
        "SetValue('cmi.interactions.0.type', 'long-fill-in')",
    ),
    sco(
        "J408",
        "scorm12",
        f"LMSSetValue('cmi.core.lesson_location', '{'x' * 256}')",
        f"LMSSetValue('cmi.core.lesson_location', '{'x' * 255}')",
    ),
    sco(
        "J409",
        "scorm12",
        "parent.API.LMSInitialize('')",
        "(parent.API || opener.API).LMSInitialize('')",
        looks=False,
    ),
    both(
        "J410",
        "window.API = { LMSInitialize: function () { return 'true' } }",
        "var API = { host: 'x', get: function () {} }",
    ),
    # W1
    Case("W101", {"a.html": page(lang="")}, {"a.html": page()}),
    Case("W101", {"a.html": page(lang="")}, {"a.html": "<p>A part of a page</p>"}),
    Case(
        "W101", {"a.html": page(lang="")}, {"a.html": page("", "<title></title>", "")}
    ),
    Case("W102", {"a.html": page(lang=' lang="english!"')}, {"a.html": page()}),
    body("W102", '<p lang="en_US">x</p>', '<p lang="zh-Hant-TW">x</p>'),
    head("W103", "<title> </title>", "<title>Lesson</title>"),
    head("W104", "<title>Untitled Document</title>", "<title>Documents we use</title>"),
    head(
        "W105",
        '<meta name="viewport" content="width=device-width, user-scalable=no">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
    ),
    head(
        "W105",
        '<meta name="viewport" content="maximum-scale=1.5">',
        '<meta name="viewport" content="maximum-scale=5">',
    ),
    head(
        "W106",
        '<meta http-equiv="refresh" content="30">',
        '<meta http-equiv="refresh" content="0;url=a.html">',
        "a.html",
    ),
    # W2
    body("W201", '<img src="a.png">', '<img src="a.png" alt="">', "a.png"),
    body("W201", '<img src="a.png">', '<img src="a.png" role="none">', "a.png"),
    body(
        "W201",
        '<p><img src="a.png"></p>',
        '<p aria-hidden="true"><img src="a.png"></p>',
        "a.png",
    ),
    body(
        "W202",
        '<img src="a.png" alt="IMG_0042.JPG">',
        '<img src="a.png" alt="A court in session">',
        "a.png",
    ),
    body(
        "W203",
        '<video controls src="a.mp4"></video>',
        '<video controls src="a.mp4"><track kind="captions" src="a.vtt"></video>',
        "a.mp4",
        "a.vtt",
    ),
    body(
        "W203",
        '<video controls src="a.mp4"></video>',
        '<video autoplay muted loop src="a.mp4"></video>',
        "a.mp4",
    ),
    Case(
        "W203",
        {"a.html": page('<video controls src="a.mp4"></video>'), "a.mp4": ""},
        {
            "a.html": page('<video controls src="a.mp4"></video>'),
            "a.mp4": "",
            "a.js": "video.addTextTrack('captions')",
        },
    ),
    body("W204", '<audio controls src="a.mp3"></audio>', "<p>Words</p>", "a.mp3"),
    body(
        "W205",
        '<audio autoplay src="a.mp3"></audio>',
        '<audio src="a.mp3"></audio>',
        "a.mp3",
    ),
    body(
        "W206",
        '<iframe src="a.html"></iframe>',
        '<iframe src="a.html" title="Exercise"></iframe>',
        "a.html",
    ),
    body(
        "W206",
        '<iframe src="a.html"></iframe>',
        '<iframe src="a.html" hidden></iframe>',
        "a.html",
    ),
    # W3
    body("W301", '<input id="n">', '<label for="n">Name</label><input id="n">'),
    body("W301", "<select></select>", "<label>Day <select></select></label>"),
    body("W301", "<textarea></textarea>", '<textarea aria-label="Why"></textarea>'),
    body("W301", '<input type="radio">', '<input type="submit">'),
    body(
        "W302",
        '<button><i class="x"></i></button>',
        "<button><svg><title>Close</title></svg></button>",
    ),
    body(
        "W302",
        '<a href="#n"><img alt="" src="a.png"></a>',
        '<a href="#n"><img alt="Next" src="a.png"></a>',
        "a.png",
    ),
    body("W302", "<button></button>", '<button id="filled-later"></button>'),
    body("W303", '<p tabindex="2">x</p>', '<p tabindex="0">x</p>'),
    body(
        "W304",
        '<label for="a">x</label><input id="a"><p id="a">x</p>',
        '<label for="a">x</label><input id="a"><p id="b">x</p><p id="b">x</p>',
    ),
    body(
        "W305",
        '<label for="b">x</label><input id="a" title="x">',
        '<label for="a">x</label><input id="a" title="x">',
    ),
    # W4
    body("W401", "<marquee>News</marquee>", "<p>News</p>"),
    body("W402", "<h1>a</h1><h3>b</h3>", "<h1>a</h1><h2>b</h2><h1>c</h1>"),
    body(
        "W403",
        "<table><caption>Hours</caption><tr><td>1</td></tr></table>",
        "<table><caption>Hours</caption><tr><th>Day</th></tr></table>",
    ),
)

#: What looks like a fault and is none: each was met in a real package.
QUIET: Mapping[str, Files] = {
    "namespaces are no addresses to load": {
        "a.js": "document.createElementNS('http://www.w3.org/2000/svg', 'svg')",
        "a.html": page(
            '<svg xmlns="http://www.w3.org/2000/svg"'
            ' xmlns:xlink="http://www.w3.org/1999/xlink"></svg>'
        ),
        "x.xhtml": '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0'
        ' Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head>'
        "<title>A lesson</title></head><body><p>Words</p></body></html>",
    },
    "licences and comments load nothing": {
        "a.js": "/*! jQuery v3 | (c) | https://jquery.org/license */\n"
        "// fetch('https://example.net') and alert(1); window.onunload = f\n"
        "var help = 'see http://example.net/a.js';",
        "a.css": "/*! normalize | MIT | url(https://github.com/necolas/x.css) */",
    },
    "jQuery tidies up on unload": {
        "jquery.js": "(n = C.defaultView) && n.top !== n && (n.addEventListener ?"
        " n.addEventListener('unload', oe, !1) : n.attachEvent &&"
        " n.attachEvent('onunload', oe));"
        " window.ActiveXObject && $(window).unload(xhrOnUnloadAbort);"
    },
    "libraries tidy up on unload": {
        "video.js": "p.trigger('enterpictureinpicture'), w.addEventListener('unload', f)",
        "FileSaver.js": "view.addEventListener('unload', process_deletion_queue, false)",
        "ui.js": "removeAttr('autocomplete'), $(window).bind('beforeunload', b.handler)",
    },
    "what is loaded from the text itself waits for nothing": {
        "xml.js": "x.open('GET', 'data:text/xml,' + text, false)"
    },
    "a worker may wait for a request": {
        "w.js": "importScripts('a.js'); x.open('GET', url, false)"
    },
    "older browsers alone read a conditional comment": {
        "a.html": page(
            head='<!--[if lt IE 9]><script src="http://html5shiv.example/s.js">'
            "</script><![endif]-->"
        )
    },
    "further forms of a font, and pictures inside the sheet": {
        "a.css": "@font-face { src: url(f.eot?#iefix), url('f.woff2'), url(f.svg#x) }"
        " p { background: url(data:image/png;base64,AAAA) }"
    },
    "a wrapper for both SCORMs": {
        "wrapper.js": "window.opener; version === '1.2'"
        " ? API.LMSSetValue('cmi.core.lesson_status', 'completed')"
        " : API_1484_11.SetValue('cmi.completion_status', 'completed');"
        " API.LMSInitialize('')"
    },
    "a variable of the tool's own has a name of the data model": {
        "cookie.js": "opener; find('LMSInitialize'); all.findVariable('cmi.core.course_id');"
        " all.setVariable('cmi.core.student_id', id)"
    },
    "an empty page for a frame": {
        "space.html": "<html><head></head><body><p>&nbsp;</p></body></html>",
        "blank.html": "<html><head></head><body></body></html>",
    },
    "words in strings are no code": {
        "a.js": "s = \"window.onunload = x; alert('x'); debugger;\";"
        " t = `localStorage.x = ${1} + eval('x')`; r = /alert(\"x\")|debugger;/"
    },
    "a page laid out by a table": {
        "a.html": page("<table><tr><td>Menu</td><td>Words</td></tr></table>")
    },
}
