/*
 * Growing byte buffer.  data is always NUL-terminated at data[len] once
 * anything was added; appending cannot fail (mem.h).
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char	*data;
	size_t	 len;
	size_t	 cap;
};

#define BUF_INIT	{ NULL, 0, 0 }

void	buf_init(struct buf *);

/* Frees the bytes and leaves an empty buffer; NULL does nothing. */
void	buf_clear(struct buf *);

void	buf_reserve(struct buf *, size_t more);
void	buf_add(struct buf *, const void *p, size_t n);
void	buf_adds(struct buf *, const char *s);
void	buf_addc(struct buf *, char c);
void	buf_pad(struct buf *, char c, size_t n);
void	buf_printf(struct buf *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
void	buf_vprintf(struct buf *, const char *fmt, va_list)
	    __attribute__((format(printf, 2, 0)));

/* Forget the content, keep the memory. */
void	buf_rewind(struct buf *);

/* "" instead of NULL for a buffer nothing was added to. */
const char	*buf_str(const struct buf *);

#endif
