#!/usr/bin/env python3
"""Files that a genuine report with a signature inside is turned into.

usage: attacks.py GENUINE FOLDER
Writes NAME.html for each attack and prints "NAME RULE JUDGE" lines: RULE is
what `dossier verify' must refuse it by; JUDGE is what xmlsec1 says of it,
"accepts" or "refuses".  The keys are those of tests/embed/run, in the
current folder: the attacker is given everybody's, the trusted ones too.
"""
import base64
import hashlib
import re
import subprocess
import sys

DSIG = "http://www.w3.org/2000/09/xmldsig#"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
EXCL = "http://www.w3.org/2001/10/xml-exc-c14n#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
CLOSE = "</template>"
TAIL = "</body></html>\n"

genuine = open(sys.argv[1], encoding="utf-8", newline="").read()
folder = sys.argv[2]
seen = set()
begin = genuine.index("<template ")
end = genuine.index(CLOSE) + len(CLOSE)
bare = genuine[:begin] + genuine[end:]
element = genuine[begin:end]
opening = element[:element.index("<Signature")]
signature = element[len(opening):-len(CLOSE)]
middle = genuine.index("</main>")
WHEN = re.search('data-time="([^"]*)"', element)[1]


def write(name, rule, judge, text):
    """One attack; text may be bytes."""
    if isinstance(text, str):
        text = text.encode()
    assert text != genuine.encode() and name not in seen, name
    seen.add(name)
    open("%s/%s.html" % (folder, name), "wb").write(text)
    print(name, rule, judge)


def der(pem):
    text = open(pem).read()
    text = text[text.index("-----BEGIN CERT"):]
    return base64.b64decode("".join(text.split("-----")[2].split()))


# --- signed anew, by a key of the attacker's choice ---------------------

def reference(uri="", transforms=(DSIG + "enveloped-signature", EXCL),
              digest=SHA256, inner=""):
    steps = "".join('<Transform Algorithm="%s">%s</Transform>' %
                    (t, inner if t == transforms[-1] else "")
                    for t in transforms)
    return ('<Reference URI="%s"><Transforms>%s</Transforms><DigestMethod '
            'Algorithm="%s"></DigestMethod><DigestValue></DigestValue>'
            '</Reference>' % (uri, steps, digest))


def template(references=None, method=MORE + "ecdsa-sha256", canonical=EXCL,
             info=None, more=""):
    if info is None:
        info = "<X509Data></X509Data>"
    return ('<Signature xmlns="%s"><SignedInfo><CanonicalizationMethod '
            'Algorithm="%s"></CanonicalizationMethod><SignatureMethod '
            'Algorithm="%s"></SignatureMethod>%s</SignedInfo>'
            '<SignatureValue></SignatureValue><KeyInfo>%s</KeyInfo>%s'
            '</Signature>' % (DSIG, canonical, method,
                              reference() if references is None
                              else references, info, more))


def open_tag(text, cert, time=WHEN):
    return ('<template id="__signature" data-bytes="%s" data-time="%s" '
            'data-certificates="%s">' % (
                hashlib.sha256(text.encode()).hexdigest(), time,
                hashlib.sha256(der(cert)).hexdigest()))


def sign(wanted, key="p256", text=bare, tag=None, args=(), place=None):
    """xmlsec1 signs; only what it filled in is taken, its bytes are not
    ours (it writes <td/> for <td></td>)."""
    tag = open_tag(text, key + ".pem") if tag is None else tag
    at = text.rindex(TAIL) if place is None else place

    def build(sig):
        return text[:at] + tag + sig + CLOSE + text[at:]

    open("to-sign.html", "w", encoding="utf-8").write(build(wanted))
    how = args or ("--privkey-pem", "%s.key,%s.pem" % (key, key))
    done = subprocess.run(("xmlsec1", "--sign", "--output", "signed.html") +
                          tuple(how) + ("to-sign.html",),
                          capture_output=True, check=False)
    assert done.returncode == 0, (wanted, done.stderr.decode()[-600:])
    out = open("signed.html", encoding="utf-8").read()
    made = out[out.index("<Signature xmlns"):out.rindex("</Signature>") + 12]
    # Its lines and empty elements, written as ours are.
    for name in ("SignatureValue", "X509Certificate", "Modulus", "Exponent",
                 "PublicKey"):
        made = re.sub("(<%s>)([^<]*)" % name,
                      lambda m: m[1] + "".join(m[2].split()), made)
    made = re.sub(r">\s+<", "><", made)
    made = re.sub(r"<([A-Za-z0-9:]+)([^<>]*)/>", r"<\1\2></\1>", made)
    return build(made)


def signed_anew():
    # The tool of attack itself: the same form, and it must be accepted.
    open("%s/control.html" % folder, "w").write(sign(template()))
    open("%s/control-rsa.html" % folder, "w").write(
        sign(template(method=MORE + "rsa-sha256"), "rsa"))
    write("stranger", "V07", "refuses", sign(template(), "stranger"))
    write("rsa-1024", "V09", "accepts",
          sign(template(method=MORE + "rsa-sha256"), "small"))
    write("p521", "V09", "accepts", sign(template(), "p521"))
    write("wrong-usage", "V08", "accepts", sign(template(), "agree"))
    write("digest-sha1", "V09", "accepts",
          sign(template(reference(digest=DSIG + "sha1"))))
    write("digest-sha512", "V09", "accepts", sign(template(
        reference(digest="http://www.w3.org/2001/04/xmlenc#sha512"))))
    write("rsa-sha1", "V09", "accepts",
          sign(template(method=DSIG + "rsa-sha1"), "rsa"))
    write("ecdsa-sha1", "V09", "accepts",
          sign(template(method=MORE + "ecdsa-sha1")))
    write("rsa-sha512", "V09", "accepts",
          sign(template(method=MORE + "rsa-sha512"), "rsa"))
    write("hmac", "V09", "refuses",
          sign(template(method=MORE + "hmac-sha256", info=""),
               args=("--hmackey", "p256.pem")))
    write("canonical-1.0", "V09", "accepts", sign(template(
        canonical="http://www.w3.org/TR/2001/REC-xml-c14n-20010315")))
    write("canonical-with-comments", "V09", "accepts",
          sign(template(canonical=EXCL + "WithComments")))
    write("key-value", "V10", "accepts",
          sign(template(method=MORE + "rsa-sha256",
                        info="<KeyValue></KeyValue>"), "rsa"))
    write("key-name", "V10", "accepts",
          sign(template(info="<KeyName>x</KeyName><X509Data></X509Data>")))
    write("no-key-info", "V10", "refuses", sign(template(info="")))
    xslt = ('<xsl:stylesheet version="1.0" xmlns:xsl='
            '"http://www.w3.org/1999/XSL/Transform"><xsl:template match="/">'
            '<x></x></xsl:template></xsl:stylesheet>')
    write("xslt", "V10", "accepts", sign(template(reference(transforms=(
        DSIG + "enveloped-signature",
        "http://www.w3.org/TR/1999/REC-xslt-19991116"), inner=xslt))))
    path = "<XPath>not(ancestor-or-self::main)</XPath>"
    write("xpath", "V10", "accepts", sign(template(reference(transforms=(
        DSIG + "enveloped-signature",
        "http://www.w3.org/TR/1999/REC-xpath-19991116"), inner=path))))
    write("xpointer", "V10", "accepts", sign(template(
        reference(uri="#xpointer(//head)"))))
    write("id", "V10", "refuses", sign(template(reference(uri="#__main")),
                                       args=("--privkey-pem",
                                             "p256.key,p256.pem",
                                             "--id-attr:id", "main")))
    write("external", "V10", "accepts", sign(template(
        reference(uri="other.txt", transforms=(
            "http://www.w3.org/2000/09/xmldsig#base64",)))))
    write("one-transform", "V10", "accepts", sign(template(
        reference(transforms=(DSIG + "enveloped-signature",)))))
    write("transform-more", "V10", "accepts", sign(template(
        reference(transforms=(DSIG + "enveloped-signature", EXCL, EXCL)))))
    write("inclusive-prefixes", "V10", "accepts", sign(template(reference(
        inner='<InclusiveNamespaces xmlns="%s" PrefixList="x">'
        '</InclusiveNamespaces>' % EXCL))))
    write("two-references", "V10", "accepts",
          sign(template(reference() + reference())))
    write("no-reference-to-all", "V10", "accepts",
          sign(template(reference(uri="#xpointer(//head)") + reference())))
    write("object", "V10", "accepts",
          sign(template(more="<Object>x</Object>")))
    write("manifest", "V10", "accepts", sign(template(
        more="<Object><Manifest>%s</Manifest></Object>" % reference(
            uri="#xpointer(//head)"))))
    write("signature-id", "V10", "accepts", sign(template().replace(
        "<Signature ", '<Signature Id="x" ', 1)))
    write("time-in-the-future", "V08", "accepts", sign(
        template(), tag=open_tag(bare, "p256.pem",
                                 "2050-01-01T00:00:00+00:00")))
    write("time-before-the-certificate", "V08", "accepts", sign(
        template(), tag=open_tag(bare, "p256.pem",
                                 "2001-01-01T00:00:00+00:00")))
    write("bytes-not-named", "V10", "accepts", sign(
        template(), tag='<template id="__signature">'))
    write("bytes-of-another", "V04", "accepts", sign(
        template(), tag=open_tag(bare + "x", "p256.pem")))
    write("twin-named", "V08", "accepts", sign(
        template(), tag=open_tag(bare, "twin.pem")))
    # A trusted key signs what browsers and XML read in two ways.
    for name, text in ambiguous().items():
        assert text != bare, name
        write("signed-" + name, "V10", "accepts", sign(template(),
                                                       text=text))
    write("signed-in-the-middle", "V10", "accepts", sign(
        template(), place=middle))


# --- what leaves canonical XML as it is, and not the page ---------------

def ambiguous():
    main = bare.index("</main>")
    return {
        "comment": bare[:main] + "<!--><script>alert(1)</script>-->" +
                   bare[main:],
        "cdata": re.sub("(<h1[^>]*>)", r"\1<![CDATA[GO: ]]>", bare, count=1),
        "instruction": bare[:main] + "<?x y?>" + bare[main:],
        "textarea": bare[:main] + "<textarea><p></p></textarea>" +
                    bare[main:],
        "script": bare[:main] + "<script></script>" + bare[main:],
    }


def not_seen_by_xml():
    def put(at, text):
        return genuine[:at] + text + genuine[at:]

    body = genuine.index("<body>")
    write("comment", "V10", "accepts", put(middle, "<!-- x -->"))
    write("comment-with-script", "V10", "accepts",
          put(middle, "<!--><script>alert(1)</script>-->"))
    write("comment-in-signature", "V10", "accepts", genuine.replace(
        "<SignedInfo>", "<!-- x --><SignedInfo>"))
    write("comment-after", "V10", "accepts", genuine + "<!-- x -->")
    write("blank-after", "V10", "accepts", genuine + "\n")
    write("paragraph-after", "V10", "refuses", genuine + "<p>GO</p>")
    write("nul-after", "V10", "accepts", genuine + "\0")
    write("newline-lost", "V10", "accepts", genuine[:-1])
    words = re.search(r">([A-Z]{2}[^<&]*)</h1>|<h1[^>]*>([^<&]+)<",
                      genuine)
    at = words.start(1) if words[1] else words.start(2)
    text = words[1] or words[2]
    write("cdata", "V10", "accepts", genuine[:at] + "<![CDATA[" + text +
          "]]>" + genuine[at + len(text):])
    write("doctype-entity", "V10", "accepts", genuine.replace(
        "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY x "y">]>'))
    write("doctype-default", "V10", "accepts", genuine.replace(
        "<!DOCTYPE html>",
        '<!DOCTYPE html [<!ATTLIST main hidden CDATA "hidden">]>'))
    write("doctype-system", "V10", "accepts", genuine.replace(
        "<!DOCTYPE html>", '<!DOCTYPE html SYSTEM "about:legacy-compat">'))
    write("doctype-lost", "V10", "accepts", genuine.replace(
        "<!DOCTYPE html>\n", ""))
    write("xml-declaration", "V10", "accepts",
          '<?xml version="1.0" encoding="UTF-8"?>' + genuine)
    write("byte-order-mark", "V10", "accepts", "\ufeff" + genuine)
    write("other-encoding", "V06", "accepts",
          ('<?xml version="1.0" encoding="UTF-16"?>' +
           genuine).encode("utf-16"))
    write("carriage-returns", "V10", "accepts",
          genuine.replace("\n", "\r\n"))
    write("element-unclosed", "V04", "accepts",
          re.sub(r"<([a-z]+)([^<>]*)></\1>", r"<\1\2/>", genuine,
                 count=1))
    write("break-twice", "V04", "accepts",
          re.sub(r"<(br|meta)([^<>]*)/>", r"<\1\2></\1>", genuine,
                 count=1))
    write("namespace", "V04", "accepts",
          genuine.replace("<body>", '<body xmlns:x="urn:x">'))
    write("reference-of-character", "V04", "accepts",
          genuine[:at] + "&#%d;" % ord(genuine[at]) + genuine[at + 1:])
    write("quotes", "V04", "accepts",
          genuine.replace('<meta charset="utf-8"/>',
                          "<meta charset='utf-8'/>"))
    write("order-of-attributes", "V04", "accepts",
          re.sub(r'<meta name="viewport" content="([^"]*)"/>',
                 r'<meta content="\1" name="viewport"/>', genuine))
    write("blank-in-tag", "V04", "accepts", genuine.replace("</main>",
                                                            "</main >"))
    write("policy-lost", "V04", "refuses",
          re.sub(r"<meta http-equiv[^>]*/>", "", genuine))
    write("verdict", "V04", "refuses", genuine[:at] + "GO" + genuine[at:])
    write("hidden", "V04", "refuses", genuine.replace(
        "<body>", '<body hidden="hidden">'))
    write("not-well-formed", "V04", "refuses", put(body, "<p>"))


# --- the Signature itself -------------------------------------------------

def wrapped():
    head = genuine.index("</head>")
    write("twice", "V10", "refuses", genuine[:end] + element + genuine[end:])
    write("twice-inside", "V10", "refuses",
          genuine.replace(CLOSE, signature + CLOSE))
    write("twice-in-head", "V10", "refuses",
          genuine[:head] + signature + genuine[head:])
    write("moved-to-head", "V10", "refuses",
          genuine[:head] + element + genuine[head:begin] + genuine[end:])
    write("moved-before-main", "V10", "refuses",
          genuine[:middle] + element + genuine[middle:begin] + genuine[end:])
    write("out-of-its-element", "V10", "accepts",
          genuine[:begin] + opening + CLOSE + signature + genuine[end:])
    write("without-its-element", "V10", "refuses",
          genuine[:begin] + signature + genuine[end:])
    write("prefixed-twin", "V10", "refuses", genuine.replace(
        "</main>", '<x:Signature xmlns:x="%s"></x:Signature></main>' % DSIG))
    write("element-renamed", "V10", "refuses", genuine.replace(
        'id="__signature"', 'id="__other"'))
    write("wrapped-whole", "V10", "accepts", bare[:bare.rindex(TAIL)] +
          opening + signature.replace("</Signature>", "<Object>" +
          genuine[genuine.index("<main"):begin] +
          "</Object></Signature>") + CLOSE + TAIL)
    write("empty", "V10", "refuses", genuine.replace(signature, ""))
    write("cut", "V10", "refuses", genuine.replace(CLOSE, ""))
    write("prefix", "V10", "refuses", re.sub(
        r"<(/?)([A-Z])", r"<\1ds:\2", element).join(
        (genuine[:begin], genuine[end:])).replace("xmlns=", "xmlns:ds=")
        .replace("<!ds:DOCTYPE", "<!DOCTYPE"))
    write("time-claimed", "V04", "refuses", re.sub(
        r'data-time="[^"]*"', 'data-time="2026-11-22T12:00:00+00:00"',
        genuine))
    write("time-of-another-zone", "V10", "refuses", re.sub(
        r'data-time="[^"]*"', 'data-time="2026-11-22T12:00:00+01:00"',
        genuine))
    write("time-impossible", "V10", "refuses", re.sub(
        r'data-time="[^"]*"', 'data-time="2026-02-30T12:00:00+00:00"',
        genuine))
    twin = base64.b64encode(der("twin.pem")).decode()
    write("twin-certificate", "V08", "accepts", re.sub(
        "<X509Certificate>[^<]*", "<X509Certificate>" + twin, genuine, 1))
    write("certificate-more", "V10", "accepts", genuine.replace(
        "</X509Data>", "<X509Certificate>%s</X509Certificate></X509Data>" %
        twin))
    write("certificate-named-more", "V08", "refuses", re.sub(
        r'(data-certificates=")', r"\g<1>%s " %
        hashlib.sha256(der("twin.pem")).hexdigest(), genuine))
    write("certificate-lost", "V08", "refuses", re.sub(
        "<X509Certificate>[^<]*</X509Certificate>", "", genuine))
    value = re.search("<SignatureValue>([^<]*)", genuine)[1]
    raw = bytearray(base64.b64decode(value))
    for name, other in (
            ("value-zero", bytes(len(raw))),
            ("value-short", bytes(raw[:-1])),
            ("value-one-bit", bytes(raw[:-1]) + bytes([raw[-1] ^ 1])),
            ("value-der", b"\x30\x06\x02\x01\x01\x02\x01\x01")):
        write(name, "V05", "refuses", genuine.replace(
            value, base64.b64encode(other).decode()))
    write("value-empty", "V10", "refuses", genuine.replace(value, ""))
    write("value-in-lines", "V10", "accepts", genuine.replace(
        value, value[:40] + "\n" + value[40:]))
    digest = re.search("<DigestValue>([^<]*)", genuine)[1]
    write("digest-of-another", "V0[45]", "refuses", genuine.replace(
        digest, base64.b64encode(hashlib.sha256(b"x").digest()).decode()))
    write("digest-spare-bits", "V10", "refuses", genuine.replace(
        digest, digest[:-2] + chr(ord(digest[-2]) + 1) + "="))
    write("algorithm-swapped", "V0[59]", "refuses", genuine.replace(
        MORE + "ecdsa-sha256", MORE + "rsa-sha256"))
    other = open("other.html", encoding="utf-8").read()
    write("of-another-report", "V0[45]", "refuses", genuine[:begin] + other[
        other.index("<template "):])


signed_anew()
not_seen_by_xml()
wrapped()
