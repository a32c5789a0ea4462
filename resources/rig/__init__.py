"""The figure rig: draws the exercise pictures of `resources/illustrations`. README.md tells how.

geometry  curves, limbs, easing, two-bone reach         tempo    ready, up, hold, down, rest: the time of one cycle
svg       parts at joints, flip-books, the document      motion   what moves in a drawing, where and when
catalogue the pictures there are                         sheet    contact sheets; firefox: the same frames there
"""
