posture-app status --follow --format json | while read -r line; do
    case $line in '{"event": "break"'*) playerctl pause ;; '{"event": "break_over"'*) playerctl play ;; esac
done
