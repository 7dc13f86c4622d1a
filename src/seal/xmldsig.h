/*
 * XMLDSig through libxmlsec1: the one room that a default build leaves out
 * (make XMLSEC=1 has it).  cmd/ hands it to those who ask for it.
 */
#ifndef SEAL_XMLDSIG_H
#define SEAL_XMLDSIG_H

struct embedded_library;

const struct embedded_library	*xmldsig_library(void);

#endif
