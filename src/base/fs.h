/*
 * Files: the only place that opens, lists, reads, stages and publishes.
 * A file is read once, whole, from below a given root, never through a
 * symbolic link; a result is complete or absent.
 */
#ifndef BASE_FS_H
#define BASE_FS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct diag;
struct digest;

/* A directory held open; paths below are resolved beneath it. */
struct fs_root;

/* Open an existing directory named by the user.  -1 with a finding. */
int	fs_root_open(const char *path, struct fs_root **out, struct diag *)
	    __attribute__((warn_unused_result));
void	fs_root_close(struct fs_root *);

/*
 * A path from an input (attachment path, template name): relative, no
 * empty, "." or ".." parts, no backslash, no controls, limits.h lengths.
 * Returns NULL if good, else a constant phrase that says what is wrong.
 */
const char	*fs_path_fault(const char *path);

/*
 * Read the regular file at path (relative to root; root NULL = as the
 * user named it, links allowed) into out, at most max bytes.  Refuses
 * links, FIFOs, devices, directories, growth while reading.  Findings
 * name the file as shown.  -1 with a finding.
 */
int	fs_read(const struct fs_root *, const char *path, size_t max,
	    struct buf *out, struct diag *)
	    __attribute__((warn_unused_result));

/* Open a regular file for reading and learn its size; same refusals.
 * Returns a descriptor the caller closes, -1 with a finding.  For rooms
 * of base/ that read in pieces. */
int	fs_open(const struct fs_root *, const char *path, uint64_t max,
	    uint64_t *size, struct diag *)
	    __attribute__((warn_unused_result));

/* Hash a file as a stream without keeping it; same refusals. */
int	fs_digest(const struct fs_root *, const char *path, uint64_t max,
	    struct digest *, uint64_t *size, struct diag *)
	    __attribute__((warn_unused_result));

/* One directory entry, relative to the root. */
struct fs_entry {
	const char	*path;
	bool		 regular;	/* false: link, FIFO, socket ... */
};

/*
 * All files below root, folders entered (limits.h depth), sorted by path
 * bytewise; hidden names (".x") are left out and counted in *hidden.
 * Entries that are no regular file are listed with regular = false.
 */
int	fs_list(const struct fs_root *, struct arena *,
	    struct fs_entry **out, size_t *count, size_t *hidden,
	    struct diag *) __attribute__((warn_unused_result));

/* Does path name a directory / exist (root as above)? */
bool	fs_is_dir(const char *path);
bool	fs_exists(const char *path);

/* Make the folder where it is absent (one level).  -1 with a finding. */
int	fs_make_dir(const char *path, struct diag *)
	    __attribute__((warn_unused_result));

/*
 * A generation of outputs: written into a hidden folder beside the goal,
 * every file fsynced, published by one rename of the folder.
 */
struct fs_stage;

/* parent is made if absent (its own parent must exist).  Takes the lock
 * of parent; sweeps stages that dead runs left behind. */
int	fs_stage_open(const char *parent, struct fs_stage **out,
	    struct diag *) __attribute__((warn_unused_result));

/* Lowest n >= 1 for which parent/r<n> does not exist. */
unsigned	fs_stage_next(const struct fs_stage *);

int	fs_stage_write(struct fs_stage *, const char *name,
	    const void *data, size_t len, struct diag *)
	    __attribute__((warn_unused_result));

/* The same in pieces: written to and committed by the caller. */
struct outfile;
int	fs_stage_file(struct fs_stage *, const char *name,
	    struct outfile **out, struct diag *)
	    __attribute__((warn_unused_result));

/* fsync the folder, rename it to parent/<name> (which must not exist),
 * fsync parent.  After success the stage is closed. */
int	fs_stage_commit(struct fs_stage *, const char *name, struct diag *)
	    __attribute__((warn_unused_result));

/* Remove what was written; NULL does nothing. */
void	fs_stage_abort(struct fs_stage *);

/* Create a file that must not exist, with the given mode, complete or
 * absent (fsync, checked).  For keys (0600) and certificates (0644). */
int	fs_create(const char *path, unsigned mode, const void *data,
	    size_t len, struct diag *) __attribute__((warn_unused_result));

/* Write all of it to a descriptor (stdout); -1 with a finding. */
int	fs_write_fd(int fd, const void *data, size_t len, const char *name,
	    struct diag *) __attribute__((warn_unused_result));

/* Permission bits and owner of a key file: -1 with a finding where group
 * or others may read it or another user owns it. */
int	fs_private(const char *path, struct diag *)
	    __attribute__((warn_unused_result));

#endif
