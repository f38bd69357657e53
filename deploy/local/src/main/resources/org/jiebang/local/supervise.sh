#!/bin/sh
# Runs one service and ends it as soon as standard input, a pipe held open by the owner, is closed.
# The kernel closes it when the owner dies, also by kill -9, so no service outlives the application.
#
# usage: supervise.sh PID_FILE SERVER_PID_FILE SIGNAL SECONDS COMMAND...
#   PID_FILE         gets the process id of the command
#   SERVER_PID_FILE  the command may write there the id of a further process, which must not outlive it either
#   SIGNAL, SECONDS  asks the command to end, and how long it may take before SIGKILL;
#                    the owner may write another number of seconds into the pipe before closing it
pid_file=$1 server_pid_file=$2 signal=$3 seconds=$4
shift 4
umask 077
rm -f "$pid_file" "$server_pid_file"

exec 3<&0 </dev/null
"$@" 3<&- &
child=$!
echo "$child" >"$pid_file"

(
  read -r given <&3 && seconds=$given
  kill -s "$signal" "$child" 2>/dev/null
  ticks=$((seconds * 5))
  while [ "$ticks" -gt 0 ]; do
    sleep 0.2
    kill -s 0 "$child" 2>/dev/null || exit 0
    ticks=$((ticks - 1))
  done
  echo "supervise.sh: $child did not end within $seconds seconds of SIG$signal, sending SIGKILL"
  # shellcheck disable=SC2046
  kill -s KILL "$child" $(cat "$server_pid_file" 2>/dev/null) 2>/dev/null
) &
watcher=$!
exec 3<&-

# Whoever ends the supervisor means the service.
trap 'kill -s "$signal" "$child" 2>/dev/null' TERM
trap : INT HUP

wait "$child"
status=$?
while kill -s 0 "$child" 2>/dev/null; do
  wait "$child"
  status=$?
done
# shellcheck disable=SC2046
kill -s KILL $(cat "$server_pid_file" 2>/dev/null) 2>/dev/null
kill "$watcher" 2>/dev/null
rm -f "$pid_file" "$server_pid_file"
exit "$status"
