#!/bin/sh
# <xbar.title>posture_app</xbar.title>
# <xbar.desc>How long you have been sitting.</xbar.desc>
export PATH="$HOME/.local/bin:/opt/homebrew/bin:/usr/local/bin:$PATH"
line=$(posture-app status 2>/dev/null) || line="posture_app is not running"
printf '%s\n' "$line" | head -n 1
echo "---"
echo "I am up | bash=posture-app param1=up terminal=false refresh=true"
echo "Today | bash=posture-app param1=show param2=today terminal=false"
