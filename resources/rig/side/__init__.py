"""A person from the right side, facing right, and the pictures of them.

person   the skeleton: joints, reaching, drawing      outlines    the shapes of its parts, and what lights up
parts    shapes at joints that move and turn          silhouette  the outline of a whole pose
room     floor, chair, desk, wall, arrows             the others  the pictures
"""
