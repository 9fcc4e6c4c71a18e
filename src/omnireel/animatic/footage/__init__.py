"""What people bring: pictures that move, footage that is changed or followed, elements that are cast.

Classical vision and no model weights: `cutout` finds the subject of a picture and `outdoors` its sky and water,
`still` moves a picture and `nature` what moves in it by itself, as `currents` do; `motion` measures footage,
`passers` finds who moves in it, `edit` changes it, `figures` puts cut-outs on the stage and `guests` into footage;
`limbs` and `members` find what of a cut-out stands apart, `joints` moves it, and `acts` says how for each verb.
"""
