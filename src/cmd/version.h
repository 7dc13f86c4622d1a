/*
 * The version, in one place.
 */
#ifndef CMD_VERSION_H
#define CMD_VERSION_H

#define VERSION_TOOL	"dossier 0.1.0"

#endif
