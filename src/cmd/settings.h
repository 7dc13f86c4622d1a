/*
 * Settings: what render was told, put into the manifest and taken out of
 * it again, so that nobody has to remember it.
 */
#ifndef CMD_SETTINGS_H
#define CMD_SETTINGS_H

struct manifest_settings;
struct run;
struct trust;

/* Those of this run, whose sign-offs are held to the list; arena. */
const struct manifest_settings	*settings_of(struct run *,
				    const struct trust *);

/*
 * Put them in the place of the run's own; templates is the folder of that
 * archive's templates.  Whether they make sense is for others to say.
 */
void	settings_apply(struct run *, const struct manifest_settings *,
	    const char *templates);

/*
 * The trust list of then, made of certificates of the list at hand; *out
 * is the caller's, NULL where there was none.  A certificate that is not
 * at hand is left out, and its SHA-256 given in *missing.
 */
void	settings_trust(struct run *, const struct manifest_settings *,
	    const struct trust *, struct trust **out, const char **missing);

#endif
