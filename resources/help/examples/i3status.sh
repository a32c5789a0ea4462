#!/bin/sh
# Puts the line of posture_app before that of i3status, whose output_format must be "none".
i3status | while read -r line; do
    printf '%s | %s\n' "$(posture-app status 2>/dev/null | head -n 1)" "$line"
done
