#!/bin/sh
# Starts Seekline: `seekline FILE` opens the app, `seekline COMMAND …` is the command line, which needs no display. A word
# of small letters alone is a command; a file of such a name is meant by ./NAME.

here=$(dirname "$(readlink -f "$0")")
app=$here/../lib/seekline/seekline

say() { echo "seekline: $1" >&2; }

# Whether somebody listens at an X display of this machine: at a socket, of the file system or of the network alone, or at its port.
listens() {
  number=${1#:}
  number=${number%%.*}
  port=$(printf ':%04X [0-9A-F:]* 0A ' $((6000 + number)))
  [ -S "/tmp/.X11-unix/X$number" ] || grep -qs "@/tmp/.X11-unix/X$number\$" /proc/net/unix || grep -qs "$port" /proc/net/tcp /proc/net/tcp6
}

missing=$(LD_TRACE_LOADED_OBJECTS=1 "$app" 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u | head -n 3 | tr '\n' ' ')
if [ -n "$missing" ]; then
  say "this system lacks shared libraries that Seekline needs: ${missing% }. On Debian or Ubuntu: sudo apt-get install @LIBRARIES@"
  exit 1
fi

case ${1-} in
  --help | -h | --version) command=yes ;;
  "" | *[!a-z]*) command=no ;;
  *) command=yes ;;
esac

# No page and no window is made for a command, so there is nothing for Chromium to confine, nor to say.
if [ $command = yes ]; then
  exec "$app" --no-sandbox --no-zygote --log-level=3 "--seekline-command=$0" -- "$@"
fi

if [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
  say "there is no display here to open a window on. The commands work without one: seekline --help lists them."
  exit 1
fi
# A shell that outlived its desktop, or moved to another machine, still names the old one; Chromium ends by a crash there.
case ${WAYLAND_DISPLAY-}${DISPLAY-} in
  *[!:.0-9]*) ;;
  :[0-9]*)
    if ! listens "$DISPLAY"; then
      say "nobody listens at the display that DISPLAY names ($DISPLAY), so no window can be opened. The commands work without one: seekline --help lists them."
      exit 1
    fi
    ;;
esac
if [ "$(id -u)" = 0 ]; then
  say "running as root, so Chromium's sandbox is off (--no-sandbox). Open only files that you trust."
  set -- --no-sandbox "$@"
fi
exec "$app" "$@"
