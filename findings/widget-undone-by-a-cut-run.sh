#!/usr/bin/env bash
# What: a run that is cut short after it has set a widget's value makes the browser's old value look like a viewer's change.
# Packages: streamlit 1.67.0, websockets 15.0.1; Python 3.11
# Expected: on_change is called when somebody uses the widget. Nobody does here: a button is pressed, whose callback has
#     the script set the value of a text field (by st.session_state, before the field is drawn, as the documentation has
#     it), and then another button is pressed while the script is still running.
# Seen: on_change of the text field is called in the run after that, with the field's old value:
#     "changed to 'old' while 'new' was set". The browser, which was cut off before it got the new value, sends the one it has
#     with the second button, and the server takes the difference for a change by the viewer.
# Why: a value that a script sets is in the session at once, while the browser learns it only when the run reaches the
#     widget. What the browser sends with any later event is compared with the session, not with what the browser was told.
# Costs: two clicks in quick succession undo the first, and what is written on_change (an address, a filter) goes with it. A
#     callback has to compare with the value that the widget was last drawn with.
# Date: 2026-11-28
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install -qq --disable-pip-version-check streamlit==1.67.0 websockets==15.0.1

cat >"$work/page.py" <<'PAGE'
import time

import streamlit as st

state = st.session_state


def wish():
    state.wished = "new"


def changed():
    state.said = f"changed to {state.field!r} while {state.wished!r} was set"


state.setdefault("wished", "old")
state.field = state.wished
time.sleep(2.0 if state.wished == "new" and "said" not in state else 0.0)
st.button("wish", key="wish", on_click=wish)
st.button("other", key="other")
st.text_input("field", key="field", on_change=changed)
st.text("SAID " + state.get("said", "nothing"))
PAGE

cat >"$work/viewer.py" <<'VIEWER'
import asyncio
import socket as sockets
import subprocess
import sys
import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect


async def run_over(socket, ids, texts):
    while True:
        message = ForwardMsg.FromString(await asyncio.wait_for(socket.recv(), 60))
        element = message.delta.new_element
        for kind in ("button", "text_input"):
            if element.HasField(kind):
                found = getattr(element, kind).id
                ids[found.rsplit("-", 1)[-1]] = found
        if element.HasField("text"):
            texts.append(element.text.body)
        if message.HasField("script_finished") and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return


def press(ids, name):
    state = ClientState()
    state.widget_states.widgets.append(WidgetState(id=ids["field"], string_value="old"))
    state.widget_states.widgets.append(WidgetState(id=ids[name], trigger_value=True))
    return BackMsg(rerun_script=state).SerializeToString()


async def main(address):
    ids, texts = {}, []
    async with connect(address + "/_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:
        await socket.send(BackMsg(rerun_script=ClientState()).SerializeToString())
        await run_over(socket, ids, texts)
        await socket.send(press(ids, "wish"))
        await asyncio.sleep(0.7)  # the script has set the value and has not come to the field
        await socket.send(press(ids, "other"))
        await run_over(socket, ids, texts)
    print(texts[-1])


def is_up(port):
    with sockets.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


with sockets.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
options = ("--server.address=127.0.0.1", "--server.headless=true", "--browser.gatherUsageStats=false")
command = [sys.executable, "-m", "streamlit", "run", sys.argv[1], f"--server.port={port}", *options]
server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    while not is_up(port):
        time.sleep(0.2)
    asyncio.run(main(f"ws://127.0.0.1:{port}"))
finally:
    server.terminate()
    server.wait()
VIEWER

said=$("$work/env/bin/python" "$work/viewer.py" "$work/page.py")
echo "$said"
[ "$said" = "SAID changed to 'old' while 'new' was set" ]
