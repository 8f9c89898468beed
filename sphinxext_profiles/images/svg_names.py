"""The names that an SVG may use: what draws, and nothing that acts or loads.

The lists are those of SVG 2 (element and attribute indices), of SVG 1.1 where editors still write
it, and of Filter Effects, CSS Masking, SVG Animations and WAI-ARIA 1.2, without scripts, foreign
objects, media, links to style sheets, event handlers and what sends a `ping`.
"""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _names(
    """
    a circle clipPath defs desc ellipse filter g image line linearGradient marker mask
    metadata path pattern polygon polyline radialGradient rect stop style svg switch symbol
    text textPath title tref tspan use view animate animateColor animateMotion
    animateTransform mpath set feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
    feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """
)

TEXTS = _names(
    """
    baseProfile begin class contentScriptType contentStyleType d dur end id lang
    preserveAspectRatio requiredExtensions requiredFeatures role systemLanguage tabindex title
    type version viewBox viewTarget zoomAndPan
    """
)
"""Attributes that no browser reads as a style or as an address."""

VALUES = _names(
    """
    accumulate additive amplitude attributeName attributeType azimuth baseFrequency bias by
    calcMode clipPathUnits cx cy diffuseConstant divisor dx dy edgeMode elevation exponent
    filterRes filterUnits focusable fr from fx fy gradientTransform gradientUnits height href
    in in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength keyPoints keySplines keyTimes
    lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth mask-type
    maskContentUnits maskUnits max media method min mode numOctaves offset operator order
    orient origin path pathLength patternContentUnits patternTransform patternUnits points
    pointsAtX pointsAtY pointsAtZ primitiveUnits r radius refX refY repeatCount repeatDur
    restart result rotate rx ry scale seed side slope spacing specularConstant
    specularExponent spreadMethod startOffset stdDeviation stitchTiles style surfaceScale
    tableValues target targetX targetY textLength to values width x x1 x2 xChannelSelector y
    y1 y2 yChannelSelector z
    """
)

PROPERTIES = _names(
    """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-profile color-rendering cursor direction display
    dominant-baseline enable-background fill fill-opacity fill-rule filter flood-color
    flood-opacity font font-family font-feature-settings font-size font-size-adjust
    font-stretch font-style font-variant font-weight glyph-orientation-horizontal
    glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color
    line-height marker marker-end marker-mid marker-start mask mix-blend-mode opacity overflow
    paint-order pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width text-align text-anchor text-decoration text-overflow text-rendering transform
    transform-origin unicode-bidi vector-effect visibility white-space word-spacing
    writing-mode
    """
)
"""Attributes that are properties of CSS."""

ATTRIBUTES = TEXTS | VALUES | PROPERTIES
XLINK_ATTRIBUTES = frozenset({"href", "title", "type", "show", "actuate", "role", "arcrole"})
XML_ATTRIBUTES = frozenset({"space", "lang", "id"})

ANIMATIONS = frozenset({"animate", "animateColor", "animateMotion", "animateTransform", "set"})
ANIMATED = (VALUES | PROPERTIES | {"d", "viewBox", "preserveAspectRatio"}) - {"href", "style"}
"""Attributes that an animation may change."""

GRADIENTS = frozenset({"linearGradient", "radialGradient"})
"""What others refer to without being drawn as often as they do."""

FUNCTIONS = _names(
    """
    rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix calc min max clamp var env
    matrix matrix3d translate translatex translatey translate3d scale scalex scaley rotate
    rotatex rotatey rotatez skew skewx skewy perspective circle ellipse inset polygon path
    cubic-bezier steps not is where has nth-child nth-last-child nth-of-type nth-last-of-type
    lang dir and or
    """
)
"""Functions of styles; none of them takes an address, or a name that could stand for one."""

AT_RULES = frozenset({"media", "keyframes", "-webkit-keyframes", "supports", "charset"})

EDITORS = frozenset(
    {
        "http://www.inkscape.org/namespaces/inkscape",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://creativecommons.org/ns#",
        "http://web.resource.org/cc/",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
        "http://www.bohemiancoding.com/sketch/ns",
        "http://www.serif.com/",
        "http://www.figma.com/figma/ns",
        "http://ns.adobe.com/AdobeIllustrator/10.0/",
        "http://ns.adobe.com/AdobeSVGViewerExtensions/3.0/",
        "http://ns.adobe.com/Extensibility/1.0/",
        "http://ns.adobe.com/Graphs/1.0/",
        "http://ns.adobe.com/Variables/1.0/",
        "http://ns.adobe.com/SaveForWeb/1.0/",
        "http://ns.adobe.com/xap/1.0/",
        "http://ns.adobe.com/xap/1.0/mm/",
        "adobe:ns:meta/",
        "http://vectornator.io",
        "http://www.vectornator.io",
    }
)
"""Namespaces in which editors keep their own data. No browser knows an element or an attribute of
them: for each it makes an element that does nothing, and that no style can show."""
